"""BPMN 2.0 in and out."""

from sunlit.flow.bpmn.importing import read_bpmn
from sunlit.flow.bpmn.writing import write_bpmn

__all__ = ["read_bpmn", "write_bpmn"]
