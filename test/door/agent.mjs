// A real process for the door to keep: it speaks the agent's side of the protocol and answers as each test needs.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const input = createInterface({ input: process.stdin });
input.once('line', (line) => serve(JSON.parse(line)));
let deaf = false;
let work;
/** What was asked, as it arrived. */
const paths = [];
input.on('close', () => deaf || process.exit(0));

function serve(startup) {
  rmSync(startup.socket, { force: true });
  createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://agent');
    paths.push(request.url);
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = (status, text, type = 'application/json') =>
      response.writeHead(status, { 'content-type': type }).end(text);
    const { method, url, headers } = request;
    const routes = {
      '/api/echo': () => answer(200, JSON.stringify({ method, url, headers, body, startup, pid: process.pid })),
      '/api/count': () => answer(200, JSON.stringify(paths.length)),
      '/api/paths': () => answer(200, JSON.stringify(paths)),
      '/api/conflict': () => answer(409, JSON.stringify({ failure: { code: 'conflict' } })),
      '/api/text': () => answer(200, 'plain', 'text/plain; charset=utf-8'),
      '/api/elsewhere': () => response.writeHead(302, { location: '/api/echo' }).end(),
      '/api/large': () => answer(200, 'x'.repeat(Number(searchParams.get('bytes'))), 'text/plain'),
      '/api/gather': () => gather(Number(searchParams.get('until')), answer),
      '/api/never': () => undefined,
      '/api/half': () => response.writeHead(200, { 'content-length': 10 }).write('half', () => process.exit(7)),
      '/api/say': () =>
        process.stderr.write(`${searchParams.get('line').repeat(Number(searchParams.get('times')))}\n`, () =>
          answer(200, '{}'),
        ),
      // As one that nobody has asked for a while: again and again.
      '/api/rest': () => {
        setInterval(() => process.stdout.write('studiolo agent rests\n'), 50);
        answer(200, '{}');
      },
      // As while an environment is made.
      '/api/begin': () => {
        work = spawn('sleep', ['600']);
        answer(200, JSON.stringify({ pid: process.pid }));
      },
      '/api/end': () => {
        work.once('exit', () => answer(200, '{}'));
        work.kill();
      },
      '/api/deaf': () => answer(200, JSON.stringify((deaf = true))),
    };
    (routes[pathname] ?? (() => answer(404, '{}')))();
  }).listen(startup.socket, () => process.stdout.write('studiolo agent ready\n'));
}

/** Nobody is answered until `until` are here at the same time. */
const gathered = [];
function gather(until, answer) {
  gathered.push(answer);
  if (gathered.length < until) return;
  for (const each of gathered.splice(0)) each(200, '{}');
}
