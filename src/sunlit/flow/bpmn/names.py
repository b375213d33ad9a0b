"""The namespaces of a chart in BPMN 2.0, and ours, in which everything stands that BPMN has no word for."""

from __future__ import annotations

#: OMG formal/2011-01-03, machine-readable schema files of the same.
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD_DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

#: Everything of a flow that BPMN has no word for. The number rises if an old file could be misread, and only then.
OURS = "urn:sunlit:flow:1"
