import type { Started } from '../../emulator/start';

/** Where it is, how the AWS CLI and the SDKs reach it, and what it holds. */
export function startText({ url, region, holds }: Started, all: boolean): string[] {
  const { domains, counts } = holds;
  const ids = domains.map(({ id, region: its }) => (its === region ? id : `${id} in ${its}`));
  const some = kindsShown.flatMap(([kind, one, many = `${one}s`]) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return [
    `studiolo emulator listening on ${url}`,
    '',
    'In another terminal, for the AWS CLI, the SDKs and studiolo:',
    `  export ${all ? 'AWS_ENDPOINT_URL' : 'AWS_ENDPOINT_URL_SAGEMAKER'}=${url}`,
    // The SDK for JavaScript reads the one, boto3 and version 1 of the AWS CLI the other.
    `  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    '  export AWS_ACCESS_KEY_ID=emulated AWS_SECRET_ACCESS_KEY=emulated',
    '',
    some.length === 0
      ? 'It is empty: --seed FILE tells what is there from the start.'
      : `It holds ${some.join(', ')}.${ids.length > 0 ? ` Domains: ${ids.join(', ')}.` : ''}`,
  ];
}

const kindsShown: [Parameters<Started['holds']['counts']['get']>[0], one: string, many?: string][] = [
  ['domain', 'domain'],
  ['user-profile', 'user profile'],
  ['space', 'space'],
  ['app', 'app'],
  ['lifecycle-config', 'lifecycle configuration'],
  ['image', 'image'],
];
