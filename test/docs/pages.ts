import { pageText } from './console-blocks';

/** What a page's reader has before, answers, and is told; what is not said here ends with 0. */
export interface PageReader {
  /** What is there before: lines of bash, run in the clone. */
  before: string;
  /** What is pressed once a question is on the screen. */
  keys?: readonly (readonly [shown: string, key: string])[];
  /** Commands that end with another code than 0, by how they begin, and why. */
  ends?: readonly { command: string; code: number; why: string }[];
}

/** An account: the emulator with a seed, moto's server behind it, and credentials. */
const account = (seed: string, region = 'us-east-1') => `
moto_server -H 127.0.0.1 -p 5999 >/dev/null 2>&1 & answers 5999
studiolo emulate --port 4999 --seed ${seed} --speed 1000 --others http://127.0.0.1:5999 >/dev/null & answers 4999
export AWS_ENDPOINT_URL=http://127.0.0.1:4999 AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=AKIATEST000000000000 AWS_SECRET_ACCESS_KEY=emulated
`;
const acme = account('examples/acme.studio.yaml');
const bucket = 'aws s3 mb s3://acme-tools >/dev/null\n';

/** A file with what a page shows in its first block of a language. */
const shown = (page: string, language: string, file: string) => {
  const [, text = ''] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(pageText(page)) ?? [];
  return `cat >${file} <<'END'\n${text}END\n`;
};

/** Ana's Code Editor app: what studiolo finds in it, with its own folders. */
const app = `${acme}
pip install --quiet --ignore-installed --no-deps ./studiolo-*.whl
export PATH="$(dirname "$(command -v pip)"):$PATH"
cat >"$HOME/metadata.json" <<'END'
${JSON.stringify({
  AppType: 'CodeEditor',
  DomainId: 'd-acmemlplatf1',
  SpaceName: 'ana-code',
  ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:app/d-acmemlplatf1/ana-code/CodeEditor/default',
  ResourceName: 'default',
})}
END
date -u +%Y-%m-%dT%H:%M:%S.000000Z >"$HOME/last-active"
export STUDIOLO_METADATA_FILE=$HOME/metadata.json STUDIOLO_LAST_ACTIVE_FILE=$HOME/last-active
export STUDIOLO_AGENTS=$HOME/agents AWS_ACCESS_KEY_ID=AKIAACMEANA000000000
`;

/** Every parameter of the guardrails, with the page's own examples. */
const guardrailParameters = () => {
  const rows = [...pageText('docs/guardrails.md').matchAll(/^\| (\w+) \| [^|]+ \| `(.+?)` \|[^|]*\|$/gm)];
  return `cat >guardrails.yaml <<'END'\n${rows.map(([, name, value]) => `${name}: ${value}\n`).join('')}END\n`;
};

const [enter, yes] = ['\r', 'y'];
// A question that is answered is shown once more, with another sign before it.
const kept = ['◆  JupyterLab in private spaces', enter] as const;
const agreed = ['◆  Apply ', yes] as const;

/** A Studio in eu-west-1 whose domain lists an image with two versions. */
const imageSeed = `cat >images.seed.yaml <<'END'
region: eu-west-1
images:
  lab:
    RoleArn: arn:aws:iam::123456789012:role/studio-images
    versions:
      - BaseImage: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/studio:lab-1
      - BaseImage: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/studio:lab-2
appImageConfigs:
  lab: { JupyterLabAppImageConfig: {} }
domains:
  d-abcdefghijkl:
    DomainName: studio
    AuthMode: IAM
    VpcId: vpc-1
    SubnetIds: [subnet-1]
    DefaultUserSettings:
      ExecutionRole: arn:aws:iam::123456789012:role/studio
      JupyterLabAppSettings: { CustomImages: [{ ImageName: lab, AppImageConfigName: lab }] }
END
`;

export const readers: Readonly<Record<string, () => PageReader>> = {
  'README.md': () => ({ before: `${acme}${bucket}`, keys: [kept, agreed] }),
  'CONTRIBUTING.md': () => ({ before: '' }),
  'docs/install-for-a-domain.md': () => ({
    before: `${acme}${bucket}`,
    keys: [kept, kept, agreed, agreed, agreed, agreed],
    ends: [
      { command: 'studiolo domain install', code: 3, why: '--dry-run, and there are changes' },
      { command: 'studiolo domain rollback', code: 1, why: 'the first version has none before it' },
    ],
  }),
  'docs/aws-cli.md': () => ({
    before: `${acme}${bucket}
stream=d-acmemlplatf1/study/JupyterLab/default/LifecycleConfigOnStart
aws logs create-log-group --log-group-name /aws/sagemaker/studio
aws logs create-log-stream --log-group-name /aws/sagemaker/studio --log-stream-name "$stream"
aws logs put-log-events --log-group-name /aws/sagemaker/studio --log-stream-name "$stream" \\
  --log-events "timestamp=$(date +%s000),message=done" >/dev/null
`,
  }),
  'docs/cloudformation.md': () => ({
    before: `${acme}${shown('docs/install-for-a-domain.md', 'yaml', 'scripts.yaml')}
printf '#!/bin/bash\\necho hello\\n' >own.sh
`,
  }),
  'docs/guardrails.md': () => ({
    before: `${acme}${guardrailParameters()}
cat >studio.yaml <<'END'
studio: acme
account: '123456789012'
region: us-east-1
network: { VpcId: vpc-1, SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
images: { lab: { for: [JupyterLab] } }
domains: { d-acmemlplatf1: { images: [lab] } }
END
mkdir policies && cp examples/policies/own-spaces.json policies/own.json
aws sagemaker update-space --domain-id d-acmemlplatf1 --space-name ana-forecasting >/dev/null
called='AttributeKey=EventName,AttributeValue=UpdateSpace'
until aws cloudtrail lookup-events --lookup-attributes "$called" --query 'Events[0]' >event.json && grep -q CloudTrailEvent event.json
do sleep 0.2; done
`,
    ends: [
      { command: 'studiolo guardrails try', code: 3, why: 'it would be refused' },
      { command: 'studiolo guardrails check policies/own.json', code: 3, why: 'there are findings' },
      {
        command: 'studiolo guardrails check --account',
        code: 4,
        why: "moto has no bucket and no endpoint of the page's names",
      },
    ],
  }),
  'docs/images.md': () => ({
    before: `${imageSeed}${account('images.seed.yaml', 'eu-west-1')}
aws ecr create-repository --repository-name studio >/dev/null
`,
    keys: [agreed, agreed],
    ends: [
      { command: 'studiolo image publish', code: 3, why: '--dry-run, and there are changes' },
      { command: 'studiolo image doctor', code: 4, why: 'no registry can be reached' },
    ],
  }),
  'docs/keep-awake.md': () => ({ before: app }),
  'docs/terminal.md': () => ({ before: app }),
  'docs/network.md': () => ({
    before: acme,
    ends: [{ command: 'studiolo network check', code: 4, why: 'the seed has a domain, and moto no VPC of it' }],
  }),
  'docs/rehearsal.md': () => ({ before: '' }),
  'docs/studio-file.md': () => ({
    before: `${acme}rm -f studio.yaml\n`,
    keys: [agreed, ['◆  Delete the mount targets', yes], ['◆  Delete the homes', 'n'], agreed],
    ends: [{ command: 'studiolo destroy', code: 3, why: '--dry-run, and there are changes' }],
  }),
  'images/jupyterlab-minimal/README.md': () => ({ before: '' }),
  'src/emulator/README.md': () => ({ before: shown('src/emulator/README.md', 'yaml', 'seed.yaml') }),
};
