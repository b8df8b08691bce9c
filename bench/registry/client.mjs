import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection that asks one thing at a time, as cheaply as Node can. */
export async function openConnection({ hostname, port }) {
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  let received = Buffer.alloc(0);
  let settle;
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = received.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const body = received.subarray(end + 4, end + 4 + length);
    received = received.subarray(end + 4 + length);
    settle({ status, head, body });
  });
  return {
    ask: (path, headers = '') =>
      new Promise((resolve) => {
        settle = resolve;
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n${headers}\r\n`);
      }),
    close: () => socket.destroy(),
  };
}

/** Asks as fast as answers come over some connections; `pick` gives path and headers of the nth request. */
export async function closedLoop(url, { connections, seconds, pick, expect }) {
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  let turn = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await openConnection(url);
      while (performance.now() < end) {
        const { path, headers } = pick(turn++);
        const asked = performance.now();
        const { status } = await connection.ask(path, headers);
        if (status !== expect) throw new Error(`${path} answered ${status}`);
        latencies.push(performance.now() - asked);
      }
      connection.close();
    }),
  );
  return summary(latencies, (performance.now() - started) / 1000);
}

/** Asks at a rate, whether answers come or not; a latency counts from when its turn was. */
export async function openLoop(url, { connections, seconds, rate, pick, expect }) {
  const free = await Promise.all(Array.from({ length: connections }, () => openConnection(url)));
  const waiting = [];
  const latencies = [];
  const started = performance.now();
  const total = rate * seconds;
  let finish;
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  const serve = async (connection) => {
    for (let due = waiting.shift(); due !== undefined; due = waiting.shift()) {
      const { path, headers } = pick(due.turn);
      const { status } = await connection.ask(path, headers);
      if (status !== expect) throw new Error(`${path} answered ${status}`);
      latencies.push(performance.now() - due.at);
      if (latencies.length === total) finish();
    }
    free.push(connection);
  };
  for (let turn = 0; turn < total; ) {
    const now = performance.now();
    for (; turn < total && started + (turn * 1000) / rate <= now; turn++) {
      waiting.push({ turn, at: started + (turn * 1000) / rate });
    }
    while (waiting.length > 0 && free.length > 0) void serve(free.pop());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await finished;
  for (const connection of free) connection.close();
  return summary(latencies, (performance.now() - started) / 1000);
}

function summary(latencies, seconds) {
  const sorted = Float64Array.from(latencies).sort();
  const at = (part) => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(2));
  return {
    requests: latencies.length,
    perSecond: Math.round(latencies.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}
