import { rules } from '../image-rule';

/** Whether a Dockerfile's base stays the same. */
export const baseImage = rules({
  reads: ['dockerfile'],
  rules: {
    'base-unpinned': {
      severity: 'warning',
      since: '0.1',
      title: 'the base image can change under the same name',
      why: 'The same Dockerfile makes another image tomorrow, and nobody can tell what an older one was built on.',
      wrong: 'FROM python:3',
      right: `FROM python@sha256:${'0'.repeat(64)}`,
    },
    'base-by-version': {
      severity: 'note',
      since: '0.1',
      title: 'the base image is named by its version, not by digest',
      why: 'A publisher can still build that version anew. `studiolo image publish` holds the base by digest by itself.',
      wrong: 'FROM python:3.12.7',
      right: `FROM python@sha256:${'0'.repeat(64)}`,
      accept: 'the image is built with `studiolo image publish`',
    },
  },
  check({ dockerfile: { base } }) {
    if (base.image === 'scratch' || /@sha256:[0-9a-f]{64}$/.test(base.image)) return [];
    const tag = /:([^/:@]+)$/.exec(base.image)?.[1];
    const where = { in: 'dockerfile', line: base.line } as const;
    const mend = [`FROM ${base.image.replace(/:[^/:@]+$/, '')}@sha256:<digest>`];
    // A full version is not written twice by careful publishers; SageMaker Distribution promises so for three numbers.
    if (tag !== undefined && /^v?\d+\.\d+\.\d+/.test(tag)) {
      return [
        {
          code: 'base-by-version',
          reason: `the base image is ${base.image}; a publisher can still build that version anew`,
          where,
          remedy: `hold it by digest, which skopeo inspect docker://${base.image} tells, or publish, which does so by itself`,
          mend,
        },
      ];
    }
    return [
      {
        code: 'base-unpinned',
        reason: `the base image is ${base.image}, which can change under the same name`,
        where,
        remedy: 'name it by digest, or by a full version',
        mend,
      },
    ];
  },
});
