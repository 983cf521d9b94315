import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatted } from '../../../src/admin/studio-file/format';
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

  it('derives names of people, and refuses two that are one', async () => {
    const people = 'name,person,team\n,ana.maria@acme.example,\nAna-Maria,other@acme.example,\n';
    const text = `${domain}    userProfilesFrom: people.csv\n`;
    expect(await mistakesIn(text, { 'people.csv': people })).toEqual([
      'studio.yaml:10:23: domains.one.userProfilesFrom: people.csv:3: Ana-Maria is the name of line 2 too; give it another in the column name',
    ]);
    expect(await mistakesIn(text)).toEqual([expect.stringMatching(/people.csv cannot be read: .*ENOENT/)]);
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

it('formatting orders the sections and keeps comments, values and styles', () => {
  const text = `# About it.\nregion: us-east-1 # near\naccount: '123456789012'\n# Whose.\nstudio: acme\ndomains:\n  # The first.\n  d-one: { idle: 2h }\n`;
  const once = formatted(readForm(text, 'studio.yaml').document);
  expect(once).toBe(
    `# About it.\n\n# Whose.\nstudio: acme\naccount: '123456789012'\nregion: us-east-1 # near\ndomains:\n  # The first.\n  d-one: { idle: 2h }\n`,
  );
  expect(formatted(readForm(once, 'studio.yaml').document)).toBe(once);
});
