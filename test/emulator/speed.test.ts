import { type Clock } from '../../src/emulator/clock';
import { defaultConfiguration } from '../../src/emulator/configuration';
import { Emulator } from '../../src/emulator/emulator';
import type { Caller } from '../../src/emulator/caller';
import { sageMaker } from '../../src/emulator/services/sagemaker';
import type { AppRecord } from '../../src/emulator/state/records';

const SPEED = 60;
const MINUTE = 60_000;

/** Time that is moved by hand and in which AWS's durations take a sixtieth. */
class FastClock implements Clock {
  #time = Date.UTC(2026, 0, 1);
  now() {
    return this.#time;
  }
  after(milliseconds: number) {
    return this.#time + milliseconds / SPEED;
  }
  advance(milliseconds: number) {
    this.#time += milliseconds;
  }
}

it('at sixty times the speed an ended app is listed for 24 minutes', () => {
  const clock = new FastClock();
  const caller: Caller = {
    accessKeyId: 'AKIATEST000000000000',
    accountId: defaultConfiguration.accountId,
    region: 'us-east-1',
    principalArn: 'arn:aws:iam::123456789012:user/ada',
    sourceIPAddress: '127.0.0.1',
    userAgent: 'test',
  };
  const ending: AppRecord = {
    kind: 'app',
    key: 'd-1/space/lab/JupyterLab/default',
    arn: 'arn:aws:sagemaker:us-east-1:123456789012:app/d-1/lab/JupyterLab/default',
    DomainId: 'd-1',
    SpaceName: 'lab',
    AppType: 'JupyterLab',
    AppName: 'default',
    Status: 'Deleting',
    ResourceSpec: {},
    tags: {},
    CreationTime: 0,
    LastModifiedTime: 0,
    due: clock.now() + MINUTE,
  };
  const emulator = new Emulator({ clock, configuration: defaultConfiguration, records: [ending] });
  const listed = () => emulator.call(sageMaker, 'ListApps', {}, caller);
  clock.advance(MINUTE);
  expect(listed()).toMatchObject({ Apps: [{ Status: 'Deleted' }] });
  clock.advance(24 * MINUTE - 1);
  expect(listed()).toMatchObject({ Apps: [{ Status: 'Deleted' }] });
  clock.advance(1);
  expect(listed()).toMatchObject({ Apps: [] });
});
