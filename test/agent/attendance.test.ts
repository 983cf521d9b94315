import { Attendance } from '../../src/agent/attendance';
import { routes } from '../../src/agent/routes/routes';
import { TestPlace } from './place';

let uptime: number;
let attendance: Attendance;
const question = (kind: 'looking' | 'passing') => attendance.attend(kind, () => Promise.resolve());
beforeEach(() => {
  uptime = 1_000;
  attendance = new Attendance({ uptime: () => uptime }, 600_000);
});

test('an agent stays for ten minutes after the last question', async () => {
  await question('looking');
  uptime += 599;
  expect(attendance.over).toBe(false);
  await question('looking');
  uptime += 599;
  expect(attendance.over).toBe(false);
  uptime += 1;
  expect(attendance.over).toBe(true);
});

test('one that was asked nothing but when the app stops stays for a moment', async () => {
  await question('passing');
  uptime += 15;
  expect(attendance.over).toBe(true);
});

test('who passes by neither sends it away from those who look nor keeps it for long', async () => {
  await question('looking');
  await question('passing');
  uptime += 590;
  await question('passing');
  expect(attendance.over).toBe(false);
  uptime += 15;
  expect(attendance.over).toBe(true);
});

test('it does not leave while a question is being answered', async () => {
  let answer = () => undefined as void;
  const asking = attendance.attend('looking', () => new Promise<void>((resolve) => (answer = resolve)));
  uptime += 6_000;
  expect(attendance.over).toBe(false);
  answer();
  await asking;
});

test.each([
  ['GET /api/ahead, the pointer at the icon,', '/api/ahead', 15],
  ['GET /api/keep-awake', '/api/keep-awake', 600],
])('%s keeps the agent for its time', async (_, question, seconds) => {
  const place = new TestPlace();
  const app = routes(place.agent, { log: () => undefined }, attendance);
  expect((await app.request(question)).status).toBe(question === '/api/ahead' ? 200 : 502);
  uptime += seconds - 1;
  expect(attendance.over).toBe(false);
  uptime += 1;
  expect(attendance.over).toBe(true);
  place.close();
});
