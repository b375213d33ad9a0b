"""The look of the page: colours and type of the house, on screen and on A4."""

from __future__ import annotations

STYLE = """
:root{--brand-9:#0A2C52;--brand-8:#0E3D70;--brand-7:#144F8E;--brand-3:#8DB4DD;--brand-1:#DAE7F4;--brand-0:#F0F5FB;
--ink:#18212D;--ink-7:#38465A;--ink-5:#586576;--line:#D8DEE6;--line-2:#E8ECF1;--page:#F3F5F8;--gold:#C39A3F;
--ok:#17693A;--warn:#704A00;--warn-bg:#FFF6DB;--warn-fill:#F7C325;
--err:#A81C24;--err-bg:#FDECEC;--err-fill:#C2242C}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);
font:15px/1.7 "PingFang SC","Hiragino Sans GB","Microsoft YaHei",
"Noto Sans CJK SC",Arial,sans-serif;font-variant-numeric:tabular-nums;word-break:normal;overflow-wrap:anywhere}
body{margin:0}
main,.masthead>div{max-width:1080px;margin:0 auto;padding:0 24px}
.masthead{background:var(--brand-9);color:#fff;border-bottom:3px solid var(--gold);padding:26px 0 22px}
.masthead h1{font:600 28px/1.35 "Songti SC","SimSun","Noto Serif CJK SC",serif;margin:0;letter-spacing:.04em}
.masthead p{margin:6px 0 0;color:#DAE7F4}
h2{font-size:20px;line-height:1.4;margin:36px 0 12px;padding-left:12px;border-left:4px solid var(--brand-7)}
h3{font-size:17px;line-height:1.5;margin:28px 0 8px;padding-bottom:4px;color:var(--brand-8);
border-bottom:2px solid var(--brand-3)}
h4{font-size:15px;line-height:1.55;margin:0}
p{margin:0 0 8px}
.note{color:var(--ink-5);font-size:13px}
.figures{display:grid;grid-template-columns:repeat(6,1fr);gap:12px;margin:20px 0 8px;padding:0;list-style:none}
.figures li{background:#fff;border:1px solid var(--line);border-top:3px solid var(--brand-7);padding:10px 14px}
.figures b{display:block;font-size:28px;line-height:1.25;font-weight:600}
.figures .error{border-top-color:var(--err-fill)}.figures .warning{border-top-color:var(--warn-fill)}
.figures .advice{border-top-color:var(--brand-3)}.figures .unheld{border-top-color:var(--ink-5)}
.figures .fine{border-top-color:var(--ok)}
table{border-collapse:collapse;width:100%;background:#fff;font-size:13px;line-height:1.5}
caption{text-align:left;font-weight:600;padding:0 0 6px;font-size:14px}
th,td{border:1px solid var(--line);padding:5px 8px;text-align:left;vertical-align:top}
thead th{background:var(--brand-0);color:var(--brand-8);font-weight:600;vertical-align:bottom}
td.n,th.n{text-align:right;white-space:nowrap}
tbody th{font-weight:600}
.table{overflow-x:auto;margin:0 0 20px}
thead th.code{writing-mode:vertical-rl;letter-spacing:.08em;padding:8px 4px;height:9.6em;text-align:left}
td.cell{min-width:2.4em;padding:0;height:100%}
td.cell span{display:block;padding:5px 8px;text-align:center}
.heat-0{color:var(--ink-5)}.heat-1{background:#EDF2F8}.heat-2{background:#CFE0F1}.heat-3{background:#9DC0E3}
.bars{width:26%}.bar{display:block;width:100%;min-width:120px;height:14px;margin-top:3px}
.bar .error{fill:var(--err-fill)}.bar .warning{fill:var(--warn-fill)}.bar .advice{fill:var(--brand-3)}
.tag{display:inline-block;white-space:nowrap;border:1px solid;
border-radius:2px;padding:0 7px;font-size:13px;line-height:1.65;font-weight:600}
.tag.error{background:var(--err-bg);color:var(--err)}.tag.warning{background:var(--warn-bg);color:var(--warn)}
.tag.advice{background:var(--brand-1);color:var(--brand-8)}
.key{display:flex;gap:16px;flex-wrap:wrap;font-size:13px;color:var(--ink-7)}
.item{background:#fff;border:1px solid var(--line);border-radius:4px;margin:12px 0;padding:12px 16px}
.item header{display:flex;gap:4px 16px;align-items:baseline;flex-wrap:wrap;justify-content:space-between}
.item header .note{flex:none}
.key+.key{margin-top:-4px}
.found{margin:10px 0 0;padding:10px 0 0;border-top:1px solid var(--line-2)}
.found dl{display:grid;grid-template-columns:4.5em 1fr;gap:2px 8px;margin:4px 0 0}
.found dt{color:var(--ink-5)}.found dd{margin:0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:10px;margin-top:8px}
.pair>div,.held{background:var(--brand-0);border:1px solid var(--line);padding:8px 10px;font-size:13px;line-height:1.65}
.pair h5,.held h5{margin:0 0 2px;font-size:12px;color:var(--ink-5);font-weight:600}
.words{white-space:pre-line}
del{background:#FDECEC;color:var(--err);text-decoration:underline dashed}
ins{background:#E4F3EA;color:#17693A;text-decoration:underline}
del,ins{text-decoration-thickness:2px;text-underline-offset:3px}
.left-out{color:var(--ink-5)}
details>summary{cursor:pointer;color:var(--brand-7);font-size:13px;margin-top:6px}
footer.end{margin:40px 0 0;padding:16px 0 40px;border-top:1px solid var(--line);color:var(--ink-5);font-size:13px}
code{font:12px/1 ui-monospace,Consolas,monospace;color:var(--ink-5)}
a{color:var(--brand-7)}
a:focus-visible,summary:focus-visible{outline:3px solid #1C63AE;outline-offset:2px}
.sign{display:none}
@media screen and (max-width:760px){.figures{grid-template-columns:repeat(2,1fr)}.pair{grid-template-columns:1fr}}
@page{size:A4;margin:15mm 13mm 16mm;
@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";
font-size:9pt;color:#586576}}
@media print{
html{background:#fff;font-size:10.5pt;line-height:1.55;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,.masthead>div{max-width:none;padding:0}
.masthead{background:#fff;color:var(--brand-9);border-top:3px solid var(--brand-9);padding:10px 0}
.masthead p{color:var(--ink-7)}
h2{margin-top:20px}h2,h3,h4{break-after:avoid}
.item{border:0;border-top:1px solid var(--line);border-radius:0;padding:8px 0;margin:8px 0}
.item header,.found>p,.found dl,tr,.figures li{break-inside:avoid}
.pair>div,.held{font-size:9pt;line-height:1.5;padding:6px 8px}
table{font-size:9pt}.figures b{font-size:18pt}
.table{overflow:visible}
details{display:none}
a{color:inherit;text-decoration:none}
.sign{display:flex;gap:12px;margin-top:28px}.sign span{flex:1;border-bottom:1px solid var(--ink-5);padding-bottom:2px}
}
"""
