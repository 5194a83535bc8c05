// The colors and sizes of the studio's light theme; a page that prints as it looks.

#include "report/view.h"

namespace jumelles::report {

std::string_view style_sheet() {
  return R"(:root{color-scheme:light;--bg:#F3F5F8;--surface:#FFF;--sunken:#EBEEF3;--border:#DCE1E8;--strong:#B8C0CC;--text:#18202E;--muted:#505B6E;--accent:#2353C4;
--h0:#FFF;--h1:#E9EFFB;--h2:#CFDDF6;--h3:#B1C8F0;--h4:#91B0E8}
*{box-sizing:border-box}
html{background:var(--bg);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:960px;background:var(--surface);color:var(--text);padding:32px 48px;
font:14px/20px Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;
-webkit-print-color-adjust:exact;print-color-adjust:exact;overflow-wrap:break-word}
h1{font-size:28px;line-height:36px;font-weight:600;margin:0 0 4px}
h2{font-size:20px;line-height:28px;font-weight:600;margin:0 0 12px}
h3{font-size:14px;line-height:20px;font-weight:600;margin:20px 0 4px}
p{margin:0 0 8px}
b{font-weight:600}
a{color:var(--accent)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:12px;overflow-wrap:anywhere}
header{border-bottom:1px solid var(--strong);padding-bottom:16px;margin-bottom:20px}
.brand{color:var(--accent);font-weight:600;margin:0 0 8px}
.quiet{color:var(--muted)}
section{margin-top:32px}
#situation{margin-top:0}
#situation>h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.figures{display:grid;grid-template-columns:repeat(5,auto);gap:12px 24px;margin:0 0 20px}
.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dt{color:var(--muted);line-height:18px}
.figures dd{margin:0;font-size:28px;line-height:36px;font-weight:600;white-space:nowrap}
.lead{font-size:16px;line-height:24px;margin-bottom:20px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:32px}
.two h3{margin-top:0;padding-bottom:8px;border-bottom:1px solid var(--strong)}
ol.plain,ol.steps,ul.further{margin:0;padding:0;list-style:none}
ol.plain li,ol.steps li,ul.further li{padding:8px 0;border-bottom:1px solid var(--border);break-inside:avoid}
ol.plain .chip{display:flex;width:max-content;margin-bottom:4px}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}
.columns div{break-inside:avoid}
.columns h3{margin-top:0}
.columns p{margin-bottom:16px}
ol.steps{counter-reset:step}
ol.steps li{counter-increment:step;padding-left:32px;position:relative}
ol.steps li::before{content:counter(step);position:absolute;left:0;top:8px;width:20px;height:20px;border-radius:4px;background:#E6EDFC;color:var(--accent);font-weight:600;font-size:12px;text-align:center}
nav{margin-top:24px;padding:12px 16px;background:var(--bg);border-radius:6px}
nav h2{font-size:14px;line-height:20px;margin:0 0 4px}
nav ol{margin:0;padding:0;list-style:none;columns:2;column-gap:32px}
nav li{break-inside:avoid;padding:2px 0}
table{border-collapse:collapse;width:100%;margin:4px 0 12px}
caption{caption-side:top;text-align:left;color:var(--muted);padding-bottom:4px}
th,td{padding:6px 8px;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--border)}
thead th{background:var(--sunken);color:var(--muted);font-size:12px;line-height:16px;font-weight:600;vertical-align:bottom}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
th p,td p{margin:4px 0 0}
.measure{display:flex;align-items:center;justify-content:flex-end;gap:8px}
.bar,.range{display:block;flex:none;width:72px;height:8px;border-radius:2px;background:var(--sunken)}
.bar i{display:block;height:8px;border-radius:2px;background:var(--h4);min-width:2px}
.range{width:160px;margin:4px 0 0 auto}
.range i{display:block;height:8px;border-radius:2px;background:#2A9486;min-width:3px}
.chip{display:inline-flex;align-items:center;gap:4px;border-radius:4px;padding:0 6px;font-size:12px;line-height:20px;font-weight:600;white-space:nowrap}
.chip svg{width:14px;height:14px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.error{background:#FCE4EA;color:#B01038}
.warning{background:#FBEDCF;color:#855400}
.note{background:#E6EDFC;color:#1B449F}
.src{display:inline-flex;align-items:baseline;margin-right:8px}
.badge{display:inline-block;flex:none;width:16px;height:16px;border-radius:4px;color:#FFF;font-size:11px;line-height:16px;font-weight:600;text-align:center;margin-right:6px}
.s1{background:#6A4CBF}.s2{background:#17719F}.s3{background:#5C6F12}.s4{background:#A33F88}.s5{background:#86563A}.s6{background:#55647A}
.findings,.heat,.shapes,.dictionary,.files{table-layout:fixed}
.findings th:nth-child(1){width:45%}
.findings th:nth-child(2){width:11%}
.findings th:nth-child(3){width:28%}
.shapes th:nth-child(4){width:26%}
.dictionary th:nth-child(1){width:14%}
.dictionary th:nth-child(3){width:10%}
.dictionary th:nth-child(4),.dictionary th:nth-child(6),.dictionary th:nth-child(7){width:16%}
.dictionary th:nth-child(5){width:12%}
.files th:nth-child(3),.files th:nth-child(5){width:11%}
.files th:nth-child(4){width:9%}
.files th:nth-child(6){width:30%}
.values{margin:0;padding:0;list-style:none}
.heat td{text-align:right;border:2px solid var(--surface);padding:4px 8px;white-space:nowrap}
.heat thead tr:first-child th:first-child{width:22%}
.heat thead th[scope=colgroup]{text-align:left;color:var(--text)}
.heat .gap{border-left:16px solid var(--surface)}
.heat tbody th{border-bottom:0;padding:5px 8px 5px 0}
.heat .src{display:block;margin:0}
.heat td.unchecked{white-space:normal;font-size:12px;line-height:16px}
.heat thead th+th,.heat thead tr+tr th{text-align:right}
.h0{background:var(--h0);box-shadow:inset 0 0 0 1px var(--strong)}
.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4)}
.heat td.below{font-weight:600}
.absent{background:repeating-linear-gradient(135deg,var(--surface) 0 4px,var(--sunken) 4px 5px);color:var(--muted)}
.unchecked{color:var(--muted)}
.mark{color:#855400;margin-right:6px;font-size:11px}
.heat .mark{color:var(--text)}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--muted);font-size:12px;line-height:20px}
.key{display:inline-block;width:20px;height:12px;margin-right:6px;vertical-align:-1px}
.key.absent{box-shadow:inset 0 0 0 1px var(--border)}
.curve{display:block;width:96px;height:24px;fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.curve circle{fill:var(--accent);stroke:none}
.history th:nth-child(1){width:20%}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.dictionary code,.hash code{color:var(--muted)}
footer{margin-top:32px;padding-top:12px;border-top:1px solid var(--strong);color:var(--muted);font-size:12px;line-height:16px}
@media (max-width:720px){body{padding:20px 16px}.two{grid-template-columns:1fr}.figures{grid-template-columns:1fr 1fr}nav ol{columns:1}.columns{grid-template-columns:1fr}main{overflow-x:auto}}
@page{size:A4;margin:15mm 14mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,sans-serif;color:#505B6E}}
@media print{
html{background:none}
body{max-width:none;padding:0;font-size:10pt;line-height:14pt}
h1{font-size:20pt;line-height:26pt}
h2{font-size:14pt;line-height:20pt}
h3{font-size:10pt;line-height:14pt}
.lead{font-size:11pt;line-height:16pt}
.figures dd{font-size:20pt;line-height:26pt}
a{color:inherit;text-decoration:none}
section.page{break-before:page;margin-top:0}
h2,h3,h2+p,h3+p,caption{break-after:avoid}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
tr,li,.figures,.legend{break-inside:avoid}
p{orphans:3;widows:3}
thead th,.chip{font-size:8.5pt}
}
)";
}

}  // namespace jumelles::report
