import { seedOf } from '@ecm/core';
import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

import { Markup } from '../html/markup.js';
import { powerLabel } from './power-label.js';

/** Points of one kind, joined by a line or not. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly style: 'line' | 'dashed' | 'dotted' | 'points';
  /** Width of the line or diameter of the points, in pixels. */
  readonly size?: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** An axis of a chart; it ends at `least` and `most`, or where the points end. */
export interface Axis {
  readonly name: string;
  readonly logarithmic?: boolean;
  readonly least?: number;
  readonly most?: number;
}

/** A chart of y over x. */
export interface XyChart {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly width?: number;
  readonly height?: number;
  /** Whether the series are named above the plot; by default where there are several. */
  readonly legend?: boolean;
}

let registered = false;

/** Draws a chart as SVG text, without a browser. Points at which a logarithmic axis has no value are left out. */
export function xyChart({ x, y, series, width = 380, height = 250, legend = series.length > 1 }: XyChart): Markup {
  if (!registered) use([LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);
  registered = true;
  const shown = ([u, v]: readonly [number, number]): boolean =>
    Number.isFinite(u) && Number.isFinite(v) && (x.logarithmic !== true || u > 0) && (y.logarithmic !== true || v > 0);
  const points = series.flatMap((one) => one.points.filter(shown));
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      color: series.map(({ colour }) => colour),
      grid: { left: 46, right: 14, top: legend ? 30 : 12, bottom: 40 },
      ...(legend && {
        legend: {
          top: 0,
          left: 40,
          icon: 'roundRect',
          itemWidth: 12,
          itemHeight: 7,
          itemGap: 12,
          textStyle: { fontSize: 11, color: '#444b5a' },
        },
      }),
      xAxis: {
        ...axisOption(
          x,
          points.map(([u]) => u),
        ),
        nameGap: 24,
      },
      yAxis: {
        ...axisOption(
          y,
          points.map(([, v]) => v),
        ),
        nameGap: 34,
      },
      series: series.map((one) => ({ name: one.name, ...marks(one), data: one.points.filter(shown).map((point) => [...point]) })),
    });
    return new Markup(renumbered(chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
}

function marks({ style, size }: Series): object {
  // Many points as one path: the file is several times smaller.
  if (style === 'points') return { type: 'scatter', symbolSize: size ?? 6, itemStyle: { opacity: 0.75 }, large: true, largeThreshold: 60 };
  return {
    type: 'line',
    showSymbol: false,
    symbol: 'none',
    lineStyle: { width: size ?? 1.8, type: style === 'line' ? 'solid' : style },
  };
}

/** @param values what the axis has to hold */
function axisOption({ name, logarithmic = false, least, most }: Axis, values: readonly number[]): object {
  // Left alone, a logarithmic axis ends at the next power of ten, which may leave half of it empty.
  const end = most ?? (logarithmic && values.length > 0 ? 1.15 * Math.max(...values) : undefined);
  const powers = logarithmic && ((least ?? 1) < 1e-2 || (end ?? 1) > 1e5);
  return {
    type: logarithmic ? 'log' : 'value',
    name,
    nameLocation: 'middle',
    nameTextStyle: { fontSize: 11, color: '#667085' },
    axisLabel: {
      fontSize: 11,
      color: '#667085',
      hideOverlap: true,
      ...(logarithmic && most === undefined && { showMaxLabel: false }),
      ...(logarithmic && least !== undefined && { showMinLabel: true }),
      ...(powers && { formatter: powerLabel }),
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: '#c5cad3' } },
    splitLine: { lineStyle: { color: '#eef0f3' } },
    scale: !logarithmic,
    ...(least !== undefined && { min: least }),
    ...(end !== undefined && { max: end }),
  };
}

/**
 * The library counts the names of styles and clips over the whole process. Counted inside the chart and marked by its contents, they
 * stay apart on one page, and equal reports are equal texts.
 */
function renumbered(svg: string): string {
  const numbers = new Map<string, number>();
  const numbered = svg.replaceAll(/zr\d+-[a-z]+-?\d+/g, (name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return `plot-${number}`;
  });
  const mark = (seedOf(numbered) >>> 0).toString(36);
  return numbered.replaceAll('plot-', `plot-${mark}-`);
}
