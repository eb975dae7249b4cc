import { Child } from './process.mjs';

/** One client's turn: the value of each row. */
async function turn({ module, options = {}, slow, skip = [] }, url, groups) {
  const values = {};
  for (const { name, warmUp, works } of groups) {
    if (skip.includes(name)) continue;
    const [client] = await Child.start('../client.mjs', [module, url, JSON.stringify(options)], {
      execArgv: ['--expose-gc'],
      limitMs: 60_000,
    });
    try {
      for (const ask of warmUp) await client.ask({ ...ask, slow: slow?.[name] });
      for (const { ask, rows } of works) {
        const result = await client.ask({ ...ask, slow: slow?.[name] });
        if (Object.keys(result).length === 0) continue;
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
 *
 * A client may leave groups out (`skip`), be there for the first rounds alone (`rounds`), and of a group do a fraction
 * of what is counted (`slow`); a group may be of the first round alone (`once`).
 */
export async function turns(clients, url, { repeats, groups }, tell = () => undefined) {
  const rounds = [];
  for (let i = 0; i < repeats; i++) {
    const round = {};
    const due = groups.filter(({ once }) => !once || i === 0);
    for (const client of i % 2 ? [...clients].reverse() : clients)
      if (i < (client.rounds ?? repeats)) round[client.name] = await turn(client, url, due);
    rounds.push(round);
    tell(i + 1, repeats);
  }
  return rounds;
}

/** The fast server, for as long as the body takes. */
export async function withServer(body) {
  const [server, urls] = await Child.start('../server.mjs');
  try {
    return await body(urls);
  } finally {
    await server.stop();
  }
}
