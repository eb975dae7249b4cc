import { Child } from './process.mjs';

/** One client's turn: the value of each row. */
async function turn({ module, dist }, url, groups) {
  const values = {};
  for (const { warmUp, works } of groups) {
    const [client] = await Child.start('../client.mjs', [module, url, dist ?? ''], {
      execArgv: ['--expose-gc'],
    });
    try {
      for (const ask of warmUp) await client.ask(ask);
      for (const { ask, rows } of works) {
        const result = await client.ask(ask);
        for (const [row, valueOf] of Object.entries(rows)) values[row] = valueOf(result);
      }
    } finally {
      await client.stop();
    }
  }
  return values;
}

/**
 * All clients in turns, the order reversed from one round to the next, so that what else the machine does
 * falls on all of them. Resolves with the rounds: for each, by client name, the value of each row.
 */
export async function measure(clients, { repeats, groups }, tell) {
  const [server, { port }] = await Child.start('../server.mjs');
  const rounds = [];
  try {
    for (let i = 0; i < repeats; i++) {
      const round = {};
      for (const client of i % 2 ? [...clients].reverse() : clients)
        round[client.name] = await turn(client, `ws://127.0.0.1:${port}`, groups);
      rounds.push(round);
      tell(i + 1, repeats);
    }
  } finally {
    await server.stop();
  }
  return rounds;
}
