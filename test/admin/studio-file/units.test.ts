import fc from 'fast-check';
import { idleSettings } from '../../../src/admin/studio-file/short/idle';
import { storageSettings, volumeSettings } from '../../../src/admin/studio-file/short/storage';
import { mistakesIn } from './read';

const wrong = (read: ReturnType<typeof idleSettings>) => ('wrong' in read ? read.wrong : undefined);
const range = 'a volume has from 5 to 16384 GB';

it.each([
  ['100 TB', `sizes are in GB, and that is 102400 GB; ${range}`],
  ['2 TB', 'sizes are in GB; write 2048 GB'],
  ['0.5TiB', 'sizes are in GB; write 512 GB'],
  ['20480 MB', 'sizes are in GB; write 20 GB'],
  ['500 MB', `sizes are in GB, and that is 0.49 GB; must be such as 100 GB; ${range}`],
  ['100 Gb', 'sizes are in GB; write 100 GB'],
  ['100gib', 'sizes are in GB; write 100 GB'],
  ['100 G', 'sizes are in GB; write 100 GB'],
  ['100 gigabites', 'sizes are in GB; write 100 GB'],
  ['100', 'sizes are in GB; write 100 GB'],
  ['4', `sizes are in GB, and that is 4 GB; ${range}`],
  ['100 bananas', `must be such as 100 GB; ${range}`],
  ['1,000 GB', `must be such as 100 GB; ${range}`],
  ['20.5 GB', `must be such as 100 GB; ${range}`],
  ['20 GB (up to 500 GB)', `must be such as 100 GB; ${range}`],
  ['', `must be such as 100 GB; ${range}`],
])('of a volume of %s it is told: %s', (text, told) => {
  expect(wrong(volumeSettings(text))).toBe(told);
});

it.each([
  ['20 TB', `sizes are in GB, and that is 20480 GB; must be such as 20 GB (up to 500 GB); ${range}`],
  ['1 TB (up to 2 TB)', 'sizes are in GB; write 1024 GB (up to 2048 GB)'],
  ['1 TB (up to 20 TB)', `sizes are in GB, and that is 1024 GB (up to 20480 GB); ${range}`],
  ['20 GB up to 1 TB', 'sizes are in GB; write 20 GB (up to 1024 GB)'],
  ['20-500 gb', 'sizes are in GB; write 20 GB (up to 500 GB)'],
  ['500 GiB (up to 20 GiB)', 'sizes are in GB, and that is 500 GB (up to 20 GB); 500 GB is more than 20 GB'],
  ['20 GB', `must be such as 20 GB (up to 500 GB); ${range}`],
])('of the volumes of a domain, %s, it is told: %s', (text, told) => {
  expect(wrong(storageSettings(text))).toBe(told);
});

it.each([
  ['2 hrs', 'units are m, h and d; write 2h'],
  ['2H', 'units are m, h and d; write 2h'],
  ['90 mins', 'units are m, h and d; write 90m'],
  ['7200 s', 'units are m, h and d; write 2h'],
  ['1h30m', 'units are m, h and d; write 90m'],
  ['1 week', 'units are m, h and d; write 7d'],
  ['2 huors', 'units are m, h and d; write 2h'],
  ['2 hour', 'units are m, h and d; write 2h'],
  ['2 hoours', 'units are m, h and d; write 2h'],
  ['2 hours (1 hour - 8 hours)', 'units are m, h and d; write 2h (1h to 8h)'],
  ['2h, 1h to 8h', 'units are m, h and d; write 2h (1h to 8h)'],
  ['9 hrs (1h to 8h)', 'units are m, h and d, and that is 9h (1h to 8h); 9h is not within what users may choose'],
  ['90 s', 'units are m, h and d, and that is 1.5m; idle times are from 1h to 365d, in whole minutes'],
  ['2 years', 'units are m, h and d, and that is 730d; idle times are from 1h to 365d, in whole minutes'],
  ['2', 'its unit is not said; write 2h'],
  ['120', 'its unit is not said; write 120m or 120h'],
  ['30m', 'idle times are from 1h to 365d, in whole minutes'],
  ['OFF', 'must be such as 2h, 2h (1h to 8h), or off; write off'],
  ['never', 'must be such as 2h, 2h (1h to 8h), or off; write off'],
  ['soon', 'must be such as 2h, 2h (1h to 8h), or off'],
  ['-2h', 'must be such as 2h, 2h (1h to 8h), or off'],
  ['2h (-1h to 8h)', 'must be such as 2h, 2h (1h to 8h), or off'],
  ['2h (1h)', 'must be such as 2h, 2h (1h to 8h), or off'],
])('of an idle time of %s it is told: %s', (text, told) => {
  expect(wrong(idleSettings(text))).toBe(told);
});

it('what is told to be written is taken, whatever the text, and soon', () => {
  const word = fc.constantFrom(
    '20',
    '1.5',
    '(',
    ')',
    'to',
    'up to',
    ' ',
    'h',
    'hrs',
    'GB',
    'tb',
    'mins',
    '-',
    'x',
    'off',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
    fc.string({ maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, (one) => {
      for (const read of [idleSettings, storageSettings, volumeSettings]) {
        const [, right] = /; write (.*)$/.exec(wrong(read(one)) ?? '') ?? [];
        for (const each of right?.split(' or ') ?? []) expect(read(each)).toHaveProperty('settings');
      }
    }),
    { numRuns: 2_000 },
  );
  for (const long of ['1'.repeat(1e6), '1 '.repeat(1e6), 'h'.repeat(1e6)])
    expect(wrong(idleSettings(long))).toBeDefined();
});

it('a mistake in a unit is told where it stands, of numbers without one too, and of AWS’s own members', async () => {
  const text = `studio: acme
account: '123456789012'
region: us-east-1
teams:
  ml: { idle: 120, storage: 20 TB }
domains:
  d-one:
    idle: 2 hrs
    storage: 20
    userProfiles: { ana: { idle: } }
    spaces:
      study: { owner: ana, storage: 50, SpaceSettings: { AppType: JupyterLab, SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 1 TB } } } }
    DefaultUserSettings:
      JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 2h } } }
`;
  const such = 'must be such as 20 GB (up to 500 GB)';
  expect((await mistakesIn(text)).map((line) => line.replace('studio.yaml:', ''))).toEqual([
    '5:15: teams.ml.idle: 120: its unit is not said; write 120m or 120h',
    `5:29: teams.ml.storage: "20 TB": sizes are in GB, and that is 20480 GB; ${such}; ${range}`,
    '8:11: domains.d-one.idle: "2 hrs": units are m, h and d; write 2h',
    `9:14: domains.d-one.storage: 20: sizes are in GB, and that is 20 GB; ${such}; ${range}`,
    '10:34: domains.d-one.userProfiles.ana.idle: nothing is said: must be such as 2h, 2h (1h to 8h), or off',
    '12:37: domains.d-one.spaces.study.storage: 50: sizes are in GB; write 50 GB',
    expect.stringMatching(/^12:\d+: .*EbsVolumeSizeInGb: "1 TB": must be a whole number of GB, without its unit$/),
    expect.stringMatching(
      /^14:\d+: .*IdleTimeoutInMinutes: "2h": must be a whole number of minutes, without its unit$/,
    ),
  ]);
});
