import { expect, test } from '@jest/globals';
import { Metrics } from '../../../packages/registry/src/metrics/Metrics.ts';

test('counters and gauges read as Prometheus writes them', () => {
  const metrics = new Metrics();
  metrics.count('requests_total', { route: '/a', status: 200 });
  metrics.count('requests_total', { route: '/a', status: 200 }, 2);
  metrics.count('requests_total', { route: 'say "hi"', status: 404 });
  expect(metrics.text({ memory_bytes: 7 })).toBe(
    [
      '# TYPE memory_bytes gauge',
      'memory_bytes 7',
      '# TYPE requests_total counter',
      'requests_total{route="/a",status="200"} 3',
      'requests_total{route="say \\"hi\\"",status="404"} 1',
      '',
    ].join('\n'),
  );
});

test('a duration counts in every bucket that holds it', () => {
  const metrics = new Metrics();
  metrics.observe('seconds', { route: '/a' }, 0.02);
  metrics.observe('seconds', { route: '/a' }, 20);
  const lines = metrics.text({}).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE seconds histogram',
      'seconds_bucket{route="/a",le="0.01"} 0',
      'seconds_bucket{route="/a",le="0.025"} 1',
      'seconds_bucket{route="/a",le="10"} 1',
      'seconds_bucket{route="/a",le="+Inf"} 2',
      'seconds_sum{route="/a"} 20.02',
      'seconds_count{route="/a"} 2',
    ]),
  );
});
