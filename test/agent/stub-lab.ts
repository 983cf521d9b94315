import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a Jupyter server answers to each path: a value, a status, or never. */
export type Answers = Record<string, unknown>;

export interface StubLab {
  url: string;
  token: string;
  close(): void;
}

/** Stands for a Jupyter server in states that a real one cannot be brought into at will. */
export async function stubLab(answers: Answers): Promise<StubLab> {
  const server = createServer((question, reply) => {
    const answer = answers[new URL(question.url ?? '', 'http://x').pathname.slice(1)];
    if (answer === 'never') return;
    reply.writeHead(answer === undefined ? 404 : typeof answer === 'number' ? answer : 200);
    reply.end(typeof answer === 'number' || answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    token: '',
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
