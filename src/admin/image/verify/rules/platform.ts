import { rules } from '../image-rule';

const texts = {
  architecture: {
    severity: 'error',
    since: '0.1',
    title: 'the image is for another processor',
    why: 'Every instance type of Studio apps has an x86-64 processor: nothing in the image runs there.',
    wrong: 'FROM --platform=linux/arm64 python:3.12.7',
    right: 'FROM --platform=linux/amd64 python:3.12.7',
  },
  'operating-system': {
    severity: 'error',
    since: '0.1',
    title: 'the image is not for Linux',
    why: 'Studio apps run on Linux.',
    wrong: 'FROM --platform=windows/amd64 python:3.12.7',
    right: 'FROM --platform=linux/amd64 python:3.12.7',
  },
} as const;

/** Processor and operating system of an image that is built. */
export const platform = rules({
  reads: ['built'],
  rules: texts,
  check({ built: { config } }) {
    const remedy = 'build with --platform linux/amd64';
    return [
      ...(config.architecture === 'amd64'
        ? []
        : [
            {
              code: 'architecture' as const,
              reason: `the image is for ${config.architecture ?? 'an unknown processor'}; every instance type of Studio apps has an x86-64 one`,
              where: { in: 'config' as const, member: 'architecture' },
              remedy,
            },
          ]),
      ...(config.os === 'linux'
        ? []
        : [
            {
              code: 'operating-system' as const,
              reason: `the image is for ${config.os ?? 'an unknown operating system'}`,
              where: { in: 'config' as const, member: 'os' },
              remedy,
            },
          ]),
    ];
  },
});

/** `--platform` of the FROM that a Dockerfile's image begins with. */
export const statedPlatform = rules({
  reads: ['dockerfile'],
  rules: texts,
  check({ dockerfile: { config, lines, base } }) {
    const where = { in: 'dockerfile', line: lines['--platform'] ?? base.line } as const;
    const remedy = 'build for linux/amd64';
    if (config.os !== undefined && config.os !== 'linux')
      return [{ code: 'operating-system', reason: `the image is for ${config.os}`, where, remedy }];
    if (config.architecture === undefined || config.architecture === 'amd64') return [];
    return [
      {
        code: 'architecture',
        reason: `the image is for ${config.architecture}; every instance type of Studio apps has an x86-64 one`,
        where,
        remedy,
      },
    ];
  },
});
