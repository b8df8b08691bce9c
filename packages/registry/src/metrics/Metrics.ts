/** What tells one series of a metric from another. */
export type Labels = Readonly<Record<string, string | number>>;

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Histogram {
  readonly counts: number[];
  count: number;
  sum: number;
}

/**
 * Counters and durations of one process, in the text form of Prometheus (exposition format 0.0.4).
 * Labels must come from small sets: a series is kept for each combination.
 */
export class Metrics {
  readonly #counters = new Map<string, Map<string, number>>();
  readonly #histograms = new Map<string, Map<string, Histogram>>();

  /** Adds to a counter. */
  count(name: string, labels: Labels, by = 1): void {
    const series = seriesOf(this.#counters, name);
    const key = labelText(labels);
    series.set(key, (series.get(key) ?? 0) + by);
  }

  /** Takes in one duration, in seconds. */
  observe(name: string, labels: Labels, seconds: number): void {
    const series = seriesOf(this.#histograms, name);
    const key = labelText(labels);
    const histogram = series.get(key) ?? { counts: BUCKETS.map(() => 0), count: 0, sum: 0 };
    series.set(key, histogram);
    histogram.count += 1;
    histogram.sum += seconds;
    for (const [index, bound] of BUCKETS.entries()) {
      if (seconds <= bound) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
    }
  }

  /** Everything so far; `gauges` are values of this moment. */
  text(gauges: Readonly<Record<string, number>>): string {
    const lines = Object.entries(gauges).flatMap(([name, value]) => [
      `# TYPE ${name} gauge`,
      `${name} ${value}`,
    ]);
    for (const [name, series] of this.#counters) {
      lines.push(`# TYPE ${name} counter`);
      for (const [labels, value] of series) lines.push(`${name}${braced(labels)} ${value}`);
    }
    for (const [name, series] of this.#histograms) {
      lines.push(`# TYPE ${name} histogram`);
      for (const [labels, histogram] of series)
        lines.push(...histogramLines(name, labels, histogram));
    }
    return `${lines.join('\n')}\n`;
  }
}

function seriesOf<Value>(
  metrics: Map<string, Map<string, Value>>,
  name: string,
): Map<string, Value> {
  const series = metrics.get(name) ?? new Map<string, Value>();
  metrics.set(name, series);
  return series;
}

function histogramLines(name: string, labels: string, histogram: Histogram): readonly string[] {
  const bucket = (bound: string, count: number): string => {
    const all = labels === '' ? `le="${bound}"` : `${labels},le="${bound}"`;
    return `${name}_bucket{${all}} ${count}`;
  };
  return [
    ...BUCKETS.map((bound, index) => bucket(String(bound), histogram.counts[index] ?? 0)),
    bucket('+Inf', histogram.count),
    `${name}_sum${braced(labels)} ${histogram.sum}`,
    `${name}_count${braced(labels)} ${histogram.count}`,
  ];
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${String(value).replaceAll(/["\\\n]/g, '\\$&')}"`)
    .join(',');
}

function braced(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}
