import { octal } from '../file-rights';
import { fileAt } from '../image-location';
import { rule } from '../image-rule';

/** What root runs or reads, and what everybody runs: folders of programs, libraries and system configuration. */
const system = /^\/(s?bin|lib(32|64)?|usr|boot|etc)(\/|$)|^\/opt\/[^/]+\/(s?bin|lib|etc)(\/|$)|\/site-packages(\/|$)/;
/** SageMaker Distribution leaves this one open on purpose (its template/v4/v4.5/Dockerfile). */
const openByDesign = /^\/etc\/xdg\/sagemaker(\/|$)/;

export const worldWritable = rule({
  code: 'world-writable',
  severity: 'warning',
  since: '0.1',
  title: 'everybody can change what the system runs or reads',
  why: 'Any process of the container can change it, and everybody who starts it later runs what was put there.',
  wrong: 'RUN chmod --recursive 0777 /opt/conda',
  right: 'RUN chmod --recursive go-w /opt/conda',
  accept: 'users are meant to install packages into the environment of all',
  reads: ['built'],
  check({ built: { files } }) {
    const open = [...files.below('/')].filter(
      ([path, { type, mode }]) =>
        type !== 'symlink' &&
        (mode & 0o002) !== 0 &&
        (mode & 0o1000) === 0 &&
        system.test(path) &&
        !openByDesign.test(path),
    );
    const [first] = open;
    if (!first) return [];
    const more = open.length > 1 ? ` and ${open.length - 1} more` : '';
    return [
      {
        reason: `${first[0]} has mode ${octal(first[1].mode)}${more}: any process of the container can change it`,
        where: fileAt(first[0], first[1]),
        remedy: 'take the right to write from others',
        mend: open.slice(0, 5).map(([path]) => `RUN chmod o-w ${path}`),
      },
    ];
  },
});

const reservedFolders = ['/opt/ml', '/opt/.sagemakerinternal', '/var/log/studio'];

export const reservedPath = rule({
  code: 'reserved-path',
  severity: 'warning',
  since: '0.1',
  title: 'files stand in a folder that Studio keeps for itself',
  why: 'What the image has there may not be seen in an app.',
  wrong: 'COPY model.tar.gz /opt/ml/',
  right: 'COPY model.tar.gz /opt/acme/',
  reads: ['built'],
  check: ({ built: { files } }) =>
    reservedFolders.flatMap((folder) => {
      const inside = [...files.below(folder)].filter(([, { type }]) => type !== 'directory');
      const [first] = inside;
      if (!first) return [];
      return [
        {
          reason: `${first[0]}${inside.length > 1 ? ` and ${inside.length - 1} more` : ''}: Studio keeps ${folder} for itself, and what the image has there may not be seen`,
          where: fileAt(first[0], first[1]),
          remedy: 'put it elsewhere',
          mend: [`RUN rm -rf ${folder}`],
        },
      ];
    }),
});

/** In whichever layer: a later one that removes the file does not help (sagemaker-studio-custom-image-samples, DEVELOPMENT.md). */
export const idTooHigh = rule({
  code: 'id-too-high',
  severity: 'error',
  since: '0.1',
  title: 'a file belongs to a UID or GID that SageMaker does not take',
  why: 'SageMaker takes no file whose UID or GID is above 65535, in whichever layer: the app does not start.',
  wrong: 'RUN chown --recursive 100000:100000 /opt/tool',
  right: 'RUN chown --recursive root:root /opt/tool',
  reads: ['built'],
  check: ({ built: { highIds } }) =>
    highIds.map(({ layer, path, uid, gid, count }) => ({
      reason: `${path} belongs to ${uid}:${gid}${count > 1 ? `, and ${count - 1} more are like it` : ''}; SageMaker takes no file whose UID or GID is above 65535`,
      where: { in: 'layer', layer, file: path },
      remedy:
        'find them with find / -xdev -uid +65535 -o -xdev -gid +65535, and chown them in the RUN or COPY that brings them: a later one leaves them in this layer',
    })),
});
