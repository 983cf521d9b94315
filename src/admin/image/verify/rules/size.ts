import { contracts } from '../app-type';
import { rule, rules } from '../image-rule';

const gigabyte = 1e9;
/** Above this an image is called large where no limit is documented: Studio Classic's limit, for want of another. */
const large = 25 * gigabyte;
/** overlayfs, which container engines stack layers with, takes 127 of them. */
const layerLimit = 127;

export const size = rules({
  reads: ['built', 'appType'],
  rules: {
    'size-limit': {
      severity: 'error',
      since: '0.1',
      title: 'the image is larger than Studio takes',
      why: 'Studio refuses it. For KernelGateway the developer guide names 25 GB.',
      wrong: 'COPY dataset /opt/dataset',
      right: 'RUN pip install --no-cache-dir s3fs',
    },
    'size-large': {
      severity: 'warning',
      since: '0.1',
      title: 'the image is so large that apps start slowly',
      why: 'The whole image is pulled before an app starts, and an app that does not start within 15 minutes fails.',
      wrong: 'COPY dataset /opt/dataset',
      right: 'RUN pip install --no-cache-dir s3fs',
    },
  },
  check({ built: { layers }, appType }) {
    const bytes = layers.reduce((sum, layer) => sum + layer.size, 0);
    const limit = contracts[appType].imageSize;
    if (bytes <= (limit?.most ?? large)) return [];
    const largest = layers.reduce((a, b) => (b.size > a.size ? b : a));
    const measured = `the image is ${(bytes / gigabyte).toFixed(1)} GB`;
    return [
      {
        code: limit ? 'size-limit' : 'size-large',
        reason: limit
          ? `${measured}; Studio takes ${limit.most / gigabyte} GB (${limit.source})`
          : `${measured}; AWS documents no limit for ${appType}, but an app that does not start within 15 minutes fails`,
        where: { in: 'config', member: 'rootfs' },
        remedy: `make layer ${layers.indexOf(largest)} (${(largest.size / gigabyte).toFixed(1)} GB) smaller`,
      },
    ];
  },
});

export const layerCount = rule({
  code: 'layer-count',
  severity: 'warning',
  since: '0.1',
  title: 'the image has more layers than container engines can stack',
  why: 'The container cannot be made: overlayfs stacks 127 layers.',
  wrong: 'RUN pip install a\nRUN pip install b\n…',
  right: 'RUN pip install a b …',
  reads: ['built'],
  check: ({ built: { layers } }) =>
    layers.length <= layerLimit
      ? []
      : [
          {
            reason: `the image has ${layers.length} layers; overlayfs stacks ${layerLimit}`,
            where: { in: 'config', member: 'rootfs' },
            remedy: 'join RUN instructions, or build with --squash',
          },
        ],
});

export const unsafeEntry = rule({
  code: 'unsafe-entry',
  severity: 'warning',
  since: '0.1',
  title: 'a layer has an entry that points outside the image',
  why: 'No container engine writes such an entry: the layer was made to write where it must not, or is damaged.',
  wrong: 'a layer whose archive names ../../etc/cron.d/job',
  right: 'a layer that a container engine wrote',
  reads: ['built'],
  check: ({ built: { unsafe } }) =>
    unsafe.slice(0, 20).map(({ layer, name, reason }) => ({
      reason: `"${name.slice(0, 120)}" ${reason}; it was left out`,
      where: { in: 'layer', layer, file: name.slice(0, 200) },
      remedy: 'build the layer anew; no container engine writes such an entry',
    })),
});
