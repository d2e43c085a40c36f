// What the portal's charts need of ECharts, bundled by `tools/bring_front_end.py`: lines, bars, tooltips, legends, marked lines.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { getInstanceByDom, init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LabelLayout, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export { getInstanceByDom, init };
