import type { ReadImage } from '../contents';
import type { FileRecord } from '../file-record';
import { findProgram } from '../launch';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

/** Who may change what: sudo, /tmp, world-writable system paths, and the folders that Studio keeps for itself. */
export const permissions: Rule<ReadImage> = (subject) => [
  ...sudo(subject),
  ...tmp(subject),
  ...worldWritable(subject),
  ...reserved(subject),
  ...tooHigh(subject),
];

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

const sudo: Rule<ReadImage> = ({ image, user, appType }) => {
  if (user.uid === 0 || appType === 'KernelGateway') return [];
  const program = findProgram('sudo', image.config.env['PATH'], image.files);
  if (program.at !== 'file') {
    return [
      {
        code: 'sudo-missing',
        message: 'there is no sudo; lifecycle configurations that use it fail',
        where: { in: 'config', member: 'Env' },
        remedy: 'install it if your lifecycle configurations need it',
        dockerfile: [
          'RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*',
        ],
      },
    ];
  }
  const { record, path } = program;
  if (record.uid !== 0 || (record.mode & 0o4000) === 0) {
    return [
      {
        code: 'sudo-no-setuid',
        message: `${path} belongs to ${record.uid}:${record.gid} with mode ${octal(record.mode)}; without root's set-user-ID bit it refuses to run`,
        where: placeOf(path, record),
        remedy: 'give it back to root with mode 4755',
        dockerfile: [`RUN chown root:root ${path} && chmod 4755 ${path}`],
      },
    ];
  }
  const files = [['/etc/sudoers', image.files.get('/etc/sudoers')] as const, ...image.files.below('/etc/sudoers.d')];
  const bad = files.find(([, file]) => file?.type === 'file' && (file.uid !== 0 || (file.mode & 0o022) !== 0));
  if (!bad?.[1]) return [];
  return [
    {
      code: 'sudoers-mode',
      message: `${bad[0]} belongs to ${bad[1].uid}:${bad[1].gid} with mode ${octal(bad[1].mode)}; sudo refuses it unless it is root's and nobody else's to write`,
      where: placeOf(bad[0], bad[1]),
      remedy: "make it root's with mode 0440",
      dockerfile: [`RUN chown root:root ${bad[0]} && chmod 0440 ${bad[0]}`],
    },
  ];
};

const tmp: Rule<ReadImage> = ({ image: { files }, user }) => {
  const found = files.resolve('/tmp');
  const dockerfile = ['RUN install --directory --mode 1777 /tmp'];
  if (found.at !== 'file' || found.record.type !== 'directory') {
    return [
      {
        code: 'tmp-missing',
        message: 'there is no /tmp',
        where: { in: 'image', file: '/tmp' },
        remedy: 'create it with mode 1777',
        dockerfile,
      },
    ];
  }
  const { record } = found;
  const right = record.uid === user.uid ? 0o300 : record.gid === user.gid ? 0o030 : 0o003;
  if (user.uid === 0 || (record.mode & right) === right) return [];
  return [
    {
      code: 'tmp-mode',
      message: `/tmp belongs to ${record.uid}:${record.gid} with mode ${octal(record.mode)}; UID ${user.uid} cannot write there`,
      where: placeOf('/tmp', record),
      remedy: 'give it mode 1777',
      dockerfile,
    },
  ];
};

/** What root runs or reads, and what everybody runs: folders of programs, libraries and system configuration. */
const system = /^\/(s?bin|lib(32|64)?|usr|boot|etc)(\/|$)|^\/opt\/[^/]+\/(s?bin|lib|etc)(\/|$)|\/site-packages(\/|$)/;
/** SageMaker Distribution leaves this one open on purpose (its template/v4/v4.5/Dockerfile). */
const openByDesign = /^\/etc\/xdg\/sagemaker(\/|$)/;

const worldWritable: Rule<ReadImage> = ({ image: { files } }) => {
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
      code: 'world-writable',
      message: `${first[0]} has mode ${octal(first[1].mode)}${more}: any process of the container can change it`,
      where: placeOf(first[0], first[1]),
      remedy: 'take the right to write from others',
      dockerfile: open.slice(0, 5).map(([path]) => `RUN chmod o-w ${path}`),
    },
  ];
};

const reservedFolders = ['/opt/ml', '/opt/.sagemakerinternal', '/var/log/studio'];

const reserved: Rule<ReadImage> = ({ image: { files } }) =>
  reservedFolders.flatMap((folder) => {
    const inside: [string, FileRecord][] = [...files.below(folder)].filter(([, { type }]) => type !== 'directory');
    const [first] = inside;
    if (!first) return [];
    return [
      {
        code: 'reserved-path' as const,
        message: `${first[0]}${inside.length > 1 ? ` and ${inside.length - 1} more` : ''}: Studio keeps ${folder} for itself, and what the image has there may not be seen`,
        where: placeOf(first[0], first[1]),
        remedy: 'put it elsewhere',
        dockerfile: [`RUN rm -rf ${folder}`],
      },
    ];
  });

/** In whichever layer: a later one that removes the file does not help (sagemaker-studio-custom-image-samples, DEVELOPMENT.md). */
const tooHigh: Rule<ReadImage> = ({ image: { highIds } }) =>
  highIds.map(({ layer, path, uid, gid, count }) => ({
    code: 'id-too-high' as const,
    message: `${path} belongs to ${uid}:${gid}${count > 1 ? `, and ${count - 1} more are like it` : ''}; SageMaker takes no file whose UID or GID is above 65535`,
    where: { in: 'layer' as const, layer, file: path },
    remedy:
      'find them with find / -xdev -uid +65535 -o -xdev -gid +65535, and chown them in the RUN or COPY that brings them: a later one leaves them in this layer',
  }));
