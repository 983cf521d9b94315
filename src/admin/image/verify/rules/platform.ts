import { contracts } from '../app-type';
import type { ReadImage } from '../contents';
import type { Rule } from '../rule';

const gigabyte = 1e9;
/** Above this an image is called large where no limit is documented: Studio Classic's limit, for want of another. */
const large = 25 * gigabyte;
/** overlayfs, which container engines stack layers with, takes 127 of them. */
const layerLimit = 127;

/** Processor, operating system, size, layers, and entries of the archive that point outside it. */
export const platform: Rule<ReadImage> = ({ image: { config, layers, unsafe }, appType }) => {
  const findings: ReturnType<Rule> = [];
  if (config.architecture !== 'amd64') {
    findings.push({
      code: 'architecture',
      message: `the image is for ${config.architecture ?? 'an unknown processor'}; every instance type of Studio apps has an x86-64 one`,
      where: { in: 'config', member: 'architecture' },
      remedy: 'build with --platform linux/amd64',
    });
  }
  if (config.os !== 'linux') {
    findings.push({
      code: 'operating-system',
      message: `the image is for ${config.os ?? 'an unknown operating system'}`,
      where: { in: 'config', member: 'os' },
      remedy: 'build with --platform linux/amd64',
    });
  }
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  const limit = contracts[appType].imageSize;
  if (size > (limit?.most ?? large)) {
    const largest = layers.reduce((a, b) => (b.size > a.size ? b : a));
    const measured = `the image is ${(size / gigabyte).toFixed(1)} GB`;
    findings.push({
      code: limit ? 'size-limit' : 'size-large',
      message: limit
        ? `${measured}; Studio takes ${limit.most / gigabyte} GB (${limit.source})`
        : `${measured}; AWS documents no limit for ${appType}, but an app that does not start within 15 minutes fails`,
      where: { in: 'config', member: 'rootfs' },
      remedy: `make layer ${layers.indexOf(largest)} (${(largest.size / gigabyte).toFixed(1)} GB) smaller`,
    });
  }
  if (layers.length > layerLimit) {
    findings.push({
      code: 'layer-count',
      message: `the image has ${layers.length} layers; overlayfs stacks ${layerLimit}`,
      where: { in: 'config', member: 'rootfs' },
      remedy: 'join RUN instructions, or build with --squash',
    });
  }
  const other = config.exposedPorts.filter((port) => port.split('/')[0] !== '8888');
  if (other.length > 0) {
    findings.push({
      code: 'port-undeclared',
      message: `EXPOSE names ${other.join(', ')}; Studio reaches port 8888 only`,
      where: { in: 'config', member: 'ExposedPorts' },
      remedy: 'serve it below the Jupyter server, e.g. with jupyter-server-proxy',
    });
  }
  for (const { layer, name, reason } of unsafe.slice(0, 20)) {
    findings.push({
      code: 'unsafe-entry',
      message: `"${name.slice(0, 120)}" ${reason}; it was left out`,
      where: { in: 'layer', layer, file: name.slice(0, 200) },
      remedy: 'build the layer anew; no container engine writes such an entry',
    });
  }
  return findings;
};
