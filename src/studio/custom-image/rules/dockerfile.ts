import type { PlannedImage } from '../contents';
import type { Rule } from '../rule';

/** What a Dockerfile alone can tell: whether its base stays the same. */
export const dockerfile: Rule<PlannedImage> = ({ image: { base } }) => {
  if (base.image === 'scratch' || /@sha256:[0-9a-f]{64}$/.test(base.image)) return [];
  const tag = /:([^/:@]+)$/.exec(base.image)?.[1];
  const where = { in: 'dockerfile', line: base.line } as const;
  const dockerfile = [`FROM ${base.image.replace(/:[^/:@]+$/, '')}@sha256:<digest>`];
  // A full version is not written twice by careful publishers; SageMaker Distribution promises so for three numbers.
  if (tag !== undefined && /^v?\d+\.\d+\.\d+/.test(tag)) {
    return [
      {
        code: 'base-by-version',
        message: `the base image is ${base.image}; a publisher can still build that version anew`,
        where,
        remedy: `hold it by digest, which skopeo inspect docker://${base.image} tells, or publish, which does so by itself`,
        dockerfile,
      },
    ];
  }
  return [
    {
      code: 'base-unpinned',
      message: `the base image is ${base.image}, which can change under the same name`,
      where,
      remedy: 'name it by digest, or by a full version',
      dockerfile,
    },
  ];
};
