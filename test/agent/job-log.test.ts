import { JobLog } from '../../src/agent/job-log';

test('lines are told as a terminal shows them, also those that come in pieces', () => {
  const log = new JobLog();
  log.add('Load');
  expect(log.lines).toEqual(['Load']);
  log.add('ing\n10 %\r50 %\r100 %\r\n\u001b[1;32mdone\u001b[0m\n');
  expect(log.lines).toEqual(['Loading', '100 %', 'done']);
});

test('passwords and tokens of channels are not told', () => {
  const log = new JobLog();
  log.add('GET https://ana:secret@conda.acme.example/t/tk-123/models/noarch\n');
  expect(log.lines).toEqual(['GET https://conda.acme.example/t/…/models/noarch']);
});

test('the last 200 lines are kept, each of at most 500 characters', () => {
  const log = new JobLog();
  for (let number = 1; number <= 5000; number += 1) log.add(`${number}\n`);
  log.add(`${'x'.repeat(100_000)}\n`);
  expect(log.lines).toHaveLength(200);
  expect(log.lines[0]).toBe('4802');
  expect(log.lines.at(-1)).toHaveLength(500);
});
