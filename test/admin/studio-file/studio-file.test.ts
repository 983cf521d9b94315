import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { studioFileJsonSchema } from '../../../src/admin/studio-file/json-schema';
import { parts, referencePage } from '../../../src/admin/studio-file/page';
import { readForm } from '../../../src/admin/studio-file/read-form';
import { studioOf } from '../../../src/admin/studio-file/resolve/studio';
import { mistakesIn, readStudio } from './read';

const examples = path.resolve(__dirname, '../../../examples');
const head = `studio: acme\naccount: '123456789012'\nregion: us-east-1\n`;
const domain = `${head}domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    role: arn:aws:iam::123456789012:role/Studio
`;
const named = (resources: Awaited<ReturnType<typeof readStudio>>['resources'], name: string) =>
  resources.find(({ ref }) => ref.name === name);

describe('a Studio file', () => {
  it('is read with all that it names', async () => {
    const file = path.join(examples, 'acme', 'studio.yaml');
    const studio = await studioOf(readForm(readFileSync(file, 'utf8'), file), path.dirname(file), '1.0.0');
    expect(studio.resources.map(({ ref }) => `${ref.kind} ${ref.name.replace(/-[0-9a-f]{12}$/, '')}`)).toEqual([
      'lifecycle configuration base-jupyterlab',
      'lifecycle configuration base-codeeditor',
      'lifecycle configuration gpu-drivers-jupyterlab',
      'AppImageConfig forecasting',
      'domain acme-platform',
      ...['ana', 'bo', 'dana', 'elif-demir', 'finn'].map((name) => `user profile ${name}`),
      ...['ana-forecasting', 'ana-code', 'ml-review'].map((name) => `space ${name}`),
      'domain acme-research',
      'user profile chen',
      'assignment user chen@acme.example',
    ]);
    expect(named(studio.resources, 'dana')?.tags).toEqual({
      'studiolo:studio': 'acme',
      'cost-center': '4200',
      studiouserid: 'dana@acme.example',
    });
    expect(named(studio.resources, 'chen')?.settings).toMatchObject({ SingleSignOnUserValue: 'chen@acme.example' });
  });

  it('says short forms in the members of AWS', async () => {
    const { resources } = await readStudio(`${domain}    idle: 2h (1h to 8h)\n    storage: 20 GB (up to 500 GB)\n`);
    const IdleSettings = {
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: 120,
      MinIdleTimeoutInMinutes: 60,
      MaxIdleTimeoutInMinutes: 480,
    };
    expect(named(resources, 'one')?.settings['DefaultUserSettings']).toEqual({
      ExecutionRole: 'arn:aws:iam::123456789012:role/Studio',
      JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings } },
      CodeEditorAppSettings: { AppLifecycleManagement: { IdleSettings } },
      SpaceStorageSettings: {
        DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 20, MaximumEbsVolumeSizeInGb: 500 },
      },
    });
  });

  it('tells every mistake at once, where it stands and what would be right', async () => {
    const text = `${domain}    idel: 2h
    idle: 30m
    scripts: [bse]
    userProfiles: { ana: { team: mll, created: 3d ago } }
    spaces: { study: { owner: anna, SpaceSettings: { AppType: JupyterLap } } }
    AppNetworkAccessType: VpcOnyl
`;
    expect(await mistakesIn(text)).toEqual([
      'studio.yaml:10:5: domains.one.idel: there is no such word here; did you mean idle?',
      'studio.yaml:11:11: domains.one.idle: "30m": idle times are from 1h to 365d, in whole minutes',
      'studio.yaml:13:39: domains.one.userProfiles.ana.created: this is for the emulator alone (studiolo emulate --seed); take it out',
      expect.stringMatching(/^studio.yaml:14:63: .*"JupyterLap": not one of .*; did you mean JupyterLab\?$/),
      'studio.yaml:15:27: domains.one.AppNetworkAccessType: "VpcOnyl": not one of PublicInternetOnly, VpcOnly; did you mean VpcOnly?',
    ]);
  });

  it('tells every name that nothing has', async () => {
    const text = `${head}teams: { ml: {} }\nscripts: { base: { for: [JupyterLab], builtIn: true, run: [./own.sh] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-1
    SubnetIds: [subnet-1]
    role: studio
    KmsKeyId: { key: storage }
    scripts: [bse]
    userProfiles: { ana: { team: mll } }
    spaces: { study: { owner: anna, SpaceSettings: { AppType: JupyterLab } } }
`;
    expect(await mistakesIn(text, { 'own.sh': '#!/bin/bash\ntrue\n' })).toEqual([
      'studio.yaml:11:11: domains.one.role: no role is named "studio"; the file has none',
      'studio.yaml:12:22: domains.one.KmsKeyId.key: no key is named "storage"; the file has none',
      'studio.yaml:13:15: domains.one.scripts.0: no script is named "bse"; did you mean base?',
      'studio.yaml:14:34: domains.one.userProfiles.ana.team: no team is named "mll"; did you mean ml?',
      'studio.yaml:15:31: domains.one.spaces.study.owner: no user profile is named "anna"; did you mean ana?',
    ]);
  });

  it('takes no short form beside the members that it stands for', async () => {
    const both = `${domain}    idle: 2h\n    DefaultUserSettings:\n      CodeEditorAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 60 } } }\n`;
    expect(await mistakesIn(both)).toEqual([
      'studio.yaml:10:5: domains.one.idle: this and DefaultUserSettings.CodeEditorAppSettings.AppLifecycleManagement.IdleSettings (line 12) set the same value; keep one',
    ]);
  });

  it.each([
    [
      'a default script that is not listed',
      `    DefaultUserSettings: { JupyterLabAppSettings: { DefaultResourceSpec: { LifecycleConfigArn: { script: hello } } } }\nlifecycleConfigs: { hello: { StudioLifecycleConfigAppType: JupyterLab, script: echo } }\n`,
      /LifecycleConfigArns: AWS would take it/,
    ],
    [
      'an AppImageConfig without a file system',
      `appImageConfigs: { own: { JupyterLabAppImageConfig: {} } }\n`,
      /needs FileSystemConfig/,
    ],
    [
      'a space without its type of app',
      `    userProfiles: { ana: {} }\n    spaces: { study: { owner: ana } }\n`,
      /needs SpaceSettings: { AppType: JupyterLab }/,
    ],
    [
      'an idle time outside the limits beside it',
      `    DefaultUserSettings: { JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 600, MaxIdleTimeoutInMinutes: 180 } } } }\n`,
      /IdleTimeoutInMinutes: 600 is not within what users may choose: 60 to 180 minutes/,
    ],
    [
      'limits of idle times that leave none',
      `    userProfiles: { ana: { UserSettings: { CodeEditorAppSettings: { AppLifecycleManagement: { IdleSettings: { MinIdleTimeoutInMinutes: 300, MaxIdleTimeoutInMinutes: 180 } } } } } }\n`,
      /300 is more than MaxIdleTimeoutInMinutes, 180/,
    ],
    [
      'an idle time that its space may not choose',
      `    idle: 2h (1h to 3h)\n    userProfiles: { ana: {} }\n    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab, JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 600 } } } } } }\n`,
      /600 is not within what it may choose: 60 to 180/,
    ],
  ])('refuses what AWS takes and fails later: %s', async (_what, more, told) => {
    expect(await mistakesIn(domain + more)).toEqual([expect.stringMatching(told)]);
  });

  it('refuses a VpcOnly domain without network, and a shared space without a role', async () => {
    const text = `${head}domains:
  one:
    AuthMode: IAM
    AppNetworkAccessType: VpcOnly
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles: { ana: {} }
    spaces: { ours: { owner: ana, sharing: Shared, SpaceSettings: { AppType: JupyterLab } } }
`;
    expect(await mistakesIn(text)).toEqual([
      'studio.yaml:5:3: domains.one: needs VpcId and SubnetIds to be VpcOnly, here or in `network`',
      expect.stringMatching(/^studio.yaml:10:15: domains.one.spaces.ours: a shared space needs the execution role/),
    ]);
  });

  it('takes what it cannot be as it comes, and tells what is wrong and where', async () => {
    const told = async (text: string) => (await mistakesIn(text)).map((line) => line.replace(/^studio.yaml:/, ''));
    const missing = ['1:1: studio: missing: must be a text', '1:1: domains: missing: must be a mapping'];
    expect(await told('')).toEqual(expect.arrayContaining(missing));
    expect(await told('# nothing\n')).toEqual(expect.arrayContaining([expect.stringMatching(/studio: missing/)]));
    expect(await told('- studio: acme\n')).toEqual([expect.stringMatching(/^1:1: .*must be a mapping$/)]);
    expect(await told('just words')).toEqual([expect.stringMatching(/^1:1: .*must be a mapping$/)]);
    expect(await told(`${domain}\tidle: 2h\n`)).toEqual([expect.stringMatching(/^10:1: .*[Tt]abs/)]);
    expect(await told(`${domain}    role: other\n`)).toEqual(['10:5: role: stands twice']);
    expect(await told(`${domain}---\nstudio: other\n`)).toEqual([
      expect.stringMatching(/^10:1: a second document begins/),
    ]);
    expect(await told(`${domain.replace("'123456789012'", '123456789012')}`)).toEqual([
      '2:10: account: 123456789012: an account is 12 digits, in quotes',
    ]);
    expect(await told(`${domain}    userProfiles: [ana]\n`)).toEqual([
      expect.stringMatching(/^10:5: domains.one.userProfiles: .*must be a mapping$/),
    ]);
    expect(await told(`${domain}    userProfiles: &people { ana: {} }\n    spaces: *nobody\n`)).toEqual([
      '11:13: no anchor before it is named "nobody"',
    ]);
    expect(await told(`${domain}    tags: &tags { a: *tags }\n`)).toEqual([
      expect.stringMatching(/^10:\d+: &tags would be in itself$/),
    ]);
    const laughs = ['a', 'b', 'c', 'd', 'e'].map((name, at, all) => {
      const before = at === 0 ? 'ha' : `*${all[at - 1]}`;
      return `x${name}: &${name} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
    });
    expect(await told(laughs.join('\n'))).toEqual(['1:1: its aliases stand for more than a file may have']);
    for (const deep of ['['.repeat(100_000), '{"a":'.repeat(100_000), `${domain}${'- '.repeat(50_000)}`])
      expect(await told(deep)).toEqual([expect.stringMatching(/^\d+:\d+: /)]);
    expect(await told(`${domain}    tags: !!binary aGVsbG8=\n`)).toEqual([
      expect.stringMatching(/^10:\d+: domains.one.tags/),
    ]);
  });

  it('takes anchors, a byte order mark, and lines that end as on Windows', async () => {
    const people = `${domain}    userProfiles: { ana: &one { idle: 2h }, bo: *one }\n`;
    const plain = await readStudio(people);
    expect(named(plain.resources, 'bo')?.settings).toEqual(named(plain.resources, 'ana')?.settings);
    expect(await readStudio(`\ufeff${people.replaceAll('\n', '\r\n')}`)).toEqual(plain);
  });

  it('that is JSON says the same, and a mistake in it stands where it is', async () => {
    const people = `${domain}    userProfiles: { ana: { idle: 2h } }\n`;
    const json = JSON.stringify(parse(people), null, 2);
    expect(await readStudio(json)).toEqual(await readStudio(people));
    expect(await mistakesIn(json.replace('"2h"', '"2x"'))).toEqual([
      expect.stringMatching(/^studio.yaml:15:19: .*"2x"/),
    ]);
    const twice = json.replace('"studio"', '"studio": "other",\n"studio"');
    expect(await mistakesIn(twice)).toEqual(['studio.yaml:3:1: studio: stands twice']);
    const nobody = json.replace('"idle": "2h"', '"team": "nobody:"');
    expect(await mistakesIn(nobody)).toEqual([
      expect.stringMatching(/^studio.yaml:15:19: .*no team is named "nobody:"/),
    ]);
  });

  it('with as many mistakes as lines tells each of them', async () => {
    const people = Array.from({ length: 500 }, (_, at) => `      p${at}: { team: nobody${at} }`);
    const told = await mistakesIn(`${domain}    userProfiles:\n${people.join('\n')}\n`);
    expect(told).toHaveLength(500);
    expect(told.at(-1)).toMatch(/^studio.yaml:510:\d+: .*no team is named "nobody499"/);
  });

  it('has AWS’s own members as the page shows them, and tells a wrong one by its nearest', async () => {
    const page = readFileSync(path.join(examples, '../docs/studio-file.md'), 'utf8');
    const [shown = ''] = /(?<=^```yaml\n)domains:\n {2}acme-platform:\n(?:.+\n)*(?=```$)/m.exec(page) ?? [];
    const network = '    AuthMode: IAM\n    VpcId: vpc-1\n    SubnetIds: [subnet-1]\n    role: rstudio\n';
    const text = `${head}roles: { rstudio: arn:aws:iam::123456789012:role/RStudio }\n${shown}${network}`;
    expect(named((await readStudio(text)).resources, 'acme-platform')?.settings).toMatchObject({
      DomainSettings: {
        DockerSettings: { EnableDockerAccess: 'ENABLED' },
        RStudioServerProDomainSettings: { DomainExecutionRoleArn: 'arn:aws:iam::123456789012:role/RStudio' },
      },
      DefaultUserSettings: { StudioWebPortalSettings: { HiddenAppTypes: ['Canvas'] } },
    });
    expect(await mistakesIn(text.replace('FeatureStore', 'FeaturStore'))).toEqual([
      expect.stringMatching(/HiddenMlTools.0: "FeaturStore": .*did you mean FeatureStore\?$/),
    ]);
    expect(await mistakesIn(text.replace('EnableDockerAccess', 'EnableDocker'))).toEqual([
      expect.stringMatching(/DockerSettings.EnableDocker: there is no such word here; .*EnableDockerAccess/),
    ]);
  });

  it('derives names of people, and refuses two that are one', async () => {
    const people = 'name,person,team\n,ana.maria@acme.example,\nAna-Maria,other@acme.example,\n';
    const text = `${domain}    userProfilesFrom: people.csv\n`;
    expect(await mistakesIn(text, { 'people.csv': people })).toEqual([
      'studio.yaml:10:23: domains.one.userProfilesFrom: people.csv:3: Ana-Maria is the name of line 2 too; give it another in the column name',
    ]);
    expect(await mistakesIn(text)).toEqual([expect.stringMatching(/people.csv cannot be read: there is no such file/)]);
  });

  it('takes people as spreadsheets write them: with semicolons or tabs, a byte order mark, lines as on Windows', async () => {
    const text = `${domain}    userProfilesFrom: people.csv\nteams: { ml: {} }\n`;
    const people = 'name,person,team\nana,"Ana; Maria",ml\n,bo@acme.example,\n';
    const plain = await readStudio(text, { 'people.csv': people });
    expect(named(plain.resources, 'bo')).toBeDefined();
    const semicolons = `\ufeff${people.replaceAll(',', ';')}`.replaceAll('\n', '\r\n');
    expect(await readStudio(text, { 'people.csv': semicolons })).toEqual(plain);
    expect(await readStudio(text, { 'people.csv': people.replaceAll(',', '\t') })).toEqual(plain);
    const nobody = await readStudio(text, { 'people.csv': 'name,person,team\n' });
    expect(nobody.resources.map(({ ref }) => ref.kind)).toEqual(['domain']);
  });

  it.each([
    ['nothing', '', ['people.csv cannot be read: it is empty; its first line names its columns: name, person, team']],
    [
      'other columns',
      'Name,mail\n',
      [/^people.csv:1: column Name: .* did you mean name\?$/, /^people.csv:1: column mail: /],
    ],
    ['a column twice', 'name,name\nana,bo\n', ['people.csv:1: column name: stands twice']],
    [
      'a quotation that does not end',
      'name,person\nana,a\nbo,"b\n',
      [/^people.csv:3 cannot be read: Quote Not Closed/],
    ],
    ['a row of another length', 'name,person\nana,a,b\n', [/^people.csv:2 cannot be read: Invalid Record Length/]],
    [
      'a team that there is not',
      'name,team\nana,mll\nbo,constructor\n',
      [
        'people.csv:2: no team is named "mll"; did you mean ml?',
        'people.csv:3: no team is named "constructor"; there are ml',
      ],
    ],
    [
      'a person who is too long',
      `name,person\nana,${'a'.repeat(257)}\n`,
      ['people.csv:2: a person has 256 characters at most'],
    ],
  ])('tells each fault of a table by its line: %s', async (_what, people, told) => {
    const text = `${domain}    userProfilesFrom: people.csv\nteams: { ml: {} }\n`;
    const lines = await mistakesIn(text, { 'people.csv': people });
    const place = 'studio.yaml:10:23: domains.one.userProfilesFrom: ';
    expect(lines.map((line) => line.replace(place, ''))).toEqual(
      told.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
  });

  it('tells what is wrong with one of several lists where that stands', async () => {
    const sources = '[{ users: [ana], team: mll }, nobody.csv, { users: [bo, "!"] }]';
    const text = `${domain.replace('IAM', 'SSO')}    userProfilesFrom: ${sources}\n`;
    expect((await mistakesIn(text)).map((line) => line.replace('domains.one.userProfilesFrom', '…'))).toEqual([
      'studio.yaml:10:46: ….0.team: no team is named "mll"; the file has none',
      expect.stringMatching(/^studio.yaml:10:53: ….1: nobody.csv cannot be read: there is no such file/),
      'studio.yaml:10:79: ….2.users.1: no name of a user profile can be made of "!"',
    ]);
  });

  it('takes names that objects have of themselves as any other', async () => {
    const words =
      '    scripts: [constructor]\n    images: [toString]\n    role: valueOf\n    KmsKeyId: { key: constructor }\n';
    const text = `${domain.replace(/ {4}role.*\n/, '')}${words}    userProfiles: { ana: { team: constructor } }\n`;
    expect((await mistakesIn(text)).map((line) => line.replace(/^.*?: .*?: /, ''))).toEqual([
      'no script is named "constructor"; the file has none',
      'no image is named "toString"; the file has none',
      'no role is named "valueOf"; the file has none',
      'no key is named "constructor"; the file has none',
      'no team is named "constructor"; the file has none',
    ]);
  });

  it('takes no two profiles or spaces whose names differ in capital letters alone', async () => {
    const space = 'owner: ana, SpaceSettings: { AppType: JupyterLab }';
    const both = `${domain}    userProfiles: { ana: {}, Ana: {} }\n    spaces: { s: { ${space} }, S: { ${space} } }\n`;
    expect((await mistakesIn(both)).map((line) => line.replace(/: AWS .*/, ''))).toEqual([
      'studio.yaml:10:30: domains.one.userProfiles.Ana: is the name of ana too',
      expect.stringMatching(/^studio.yaml:11:\d+: domains.one.spaces.S: is the name of s too$/),
    ]);
  });

  it('takes no two of anything else whose names do, and any two that differ in more', async () => {
    const arn = 'arn:aws:iam::123456789012:role';
    const script = 'for: [JupyterLab], builtIn: true, run: [./own.sh]';
    const config = 'StudioLifecycleConfigAppType: JupyterLab, script: echo';
    const image = 'JupyterLabAppImageConfig: { FileSystemConfig: { MountPath: /home/sagemaker-user } }';
    const text = `${head}roles: { ml: ${arn}/A, ML: ${arn}/B, mll: ${arn}/A }
keys: { storage: alias/a, Storage: alias/b }
scripts: { base: { ${script} }, BASE: { ${script} } }
lifecycleConfigs: { own: { ${config} }, Own: { ${config} }, Base: { ${config} } }
images: { r: { for: [JupyterLab] }, R: { for: [CodeEditor] } }
appImageConfigs: { q: { ${image} }, Q: { ${image} } }
teams: { ml: {}, Ml: {} }
domains: { d-one: {}, d-One: {}, d-two: {}, d-TWO: {} }
`;
    const told = (await mistakesIn(text, { 'own.sh': '#!/bin/bash\ntrue\n' })).map((line) =>
      line.replace('studio.yaml:', '').replace(' in capital letters alone; give one of them another name', ''),
    );
    expect(told).toEqual([
      '4:48: roles.ML: differs from ml',
      '5:27: keys.Storage: differs from storage',
      expect.stringMatching(/^6:\d+: scripts.BASE: differs from base$/),
      expect.stringMatching(/^7:\d+: lifecycleConfigs.Own: differs from own$/),
      expect.stringMatching(/^7:\d+: lifecycleConfigs.Base: differs from base$/),
      expect.stringMatching(/^8:\d+: images.R: differs from r$/),
      expect.stringMatching(/^9:\d+: appImageConfigs.Q: differs from q$/),
      '10:18: teams.Ml: differs from ml',
      '11:23: domains.d-One: differs from d-one',
      '11:45: domains.d-TWO: differs from d-two',
    ]);
    expect(
      await mistakesIn(
        `${head}images: { r: { for: [JupyterLab] } }\nappImageConfigs: { r: { ${image} } }\ndomains: {}\n`,
      ),
    ).toEqual([]);
    expect(await mistakesIn(domain.replace('  one:', '  d-one: {}\n  one:'))).toEqual([]);
    expect(await mistakesIn(`${domain}${domain.replace(/[^]*domains:\n/, '').replace('one', 'One')}`)).toEqual([
      'studio.yaml:10:3: domains.One: differs from one in capital letters alone; give one of them another name',
    ]);
  });

  it('tells how a parameter that a script needs is said in it', async () => {
    const text = `${head}scripts: { base: { for: [JupyterLab], builtIn: true, run: [install-studiolo] } }\ndomains: {}\n`;
    expect(await mistakesIn(text)).toEqual([
      expect.stringMatching(/ needs its parameter WHEEL: .*; required; write { install-studiolo: { WHEEL: … } }$/),
    ]);
    const given = text.replace('install-studiolo', '{ install-studiolo: { WHEEL: studiolo-0.1.0-py3-none-any.whl } }');
    expect(await mistakesIn(given)).toEqual([expect.stringMatching(/ needs its parameter SHA256: /)]);
  });

  it('takes no person whom the owner tag cannot name', async () => {
    const people = `${domain}    userProfiles: { ana: { person: 'Ana 🦙' }, bo: { person: 'Zoë Müller' } }\n`;
    expect(await mistakesIn(people)).toEqual([]);
    expect(await mistakesIn(`${people}ownerTag: who\n`)).toEqual([
      expect.stringMatching(/^studio.yaml:10:36: .*"Ana 🦙" cannot be the value of the tag who/),
    ]);
  });

  it('cuts what is too long to be read in a line', async () => {
    const long = 'x'.repeat(100_000);
    for (const text of [
      long,
      domain.replace('acme', long),
      `${domain}    ${long}: 1\n`,
      `${domain}    role: ${long}\n`,
    ])
      for (const line of await mistakesIn(text)) expect(line.length).toBeLessThan(1_100);
  });
});

it('the schema for editors is the one that the form gives (else: node scripts/generate-studio-file-schema.mjs)', () => {
  const written: unknown = JSON.parse(readFileSync(path.join(examples, 'studio-file.schema.json'), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(studioFileJsonSchema())));
});

it('the page of its words is the one that the form gives (else: node scripts/generate-studio-file-page.mjs)', () => {
  expect(readFileSync(path.join(examples, '../docs/studio-file-reference.md'), 'utf8')).toBe(referencePage());
  const words = parts().flatMap((part) => part.words);
  expect(words.map(({ path: at }) => at)).toEqual(
    expect.arrayContaining([
      'studio',
      'teams.NAME.idle',
      'domains.NAME.userProfilesFrom.group',
      'domains.NAME.spaces.NAME.owner',
    ]),
  );
  expect(words.filter(({ schema }) => !schema.description).map(({ path: at }) => at)).toEqual([]);
});

it('the settings of AWS are those of the service model (else: node scripts/reduce-settings.mjs)', () => {
  const at = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(path.resolve(examples, '../src', name), 'utf8'));
  const settings = at('admin/studio-file/model/settings.json');
  expect(Object.keys(settings).length).toBeGreaterThan(150);
  expect(at('emulator/model/sagemaker.json')['shapes']).toMatchObject(settings);
});
