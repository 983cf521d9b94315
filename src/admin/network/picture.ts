import type { AddressPlan } from './rules/address-plan';
import { prefixFor } from './rules/prefix';
import { type Drawn, box, element, text } from './svg';

const column = { leastWidth: 236, height: 236, gap: 16, inRow: 4 };
/** What a digit takes, and about what another letter does, in the widest of the fonts that the style names. */
const [digit, letter] = [8.4, 6.5];
const margin = 24;
const groups = { width: 192, height: 62 };
/** Of what there is little, something is seen all the same. */
const leastWidth = 3;

/** Parts of a subnet, as colours in the style name them. */
type Part = 'running' | 'endpoints' | 'mount' | 'reserved' | 'free';

/** The plan as SVG: zones and subnets of a VPC, what takes their addresses, and who may reach whom. */
export function picture(plan: AddressPlan): string {
  const rows = Math.ceil(plan.subnets / column.inRow);
  const across = Math.max(3, Math.min(plan.subnets, column.inRow));
  const wide = columnWidth(plan);
  const inner = across * (wide + column.gap) + column.gap;
  const zonesHeight = rows * (column.height + column.gap);
  const [width, height] = [inner + 2 * margin, zonesHeight + 264];
  const zones = Array.from({ length: plan.subnets }, (_, at) => {
    const x = margin + column.gap + (at % column.inRow) * (wide + column.gap);
    const y = 118 + Math.floor(at / column.inRow) * (column.height + column.gap);
    return zone(plan, at + 1, x, y, wide);
  });
  const vpc = vpcText(plan);
  const below = 118 + zonesHeight;
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'network-title network-description',
    },
    [
      element('title', { id: 'network-title' }, [headline(plan)]),
      element('desc', { id: 'network-description' }, [description(plan)]),
      element('style', {}, [style]),
      box(0, 0, width, height, 'paper'),
      text(margin, 40, headline(plan), 'headline'),
      box(margin, 64, inner, height - 64 - margin, 'vpc'),
      text(margin + column.gap, 94, vpc, 'strong'),
      ...zones,
      ...securityGroups(margin + column.gap, below + 12, inner - 2 * column.gap),
    ],
  )}\n`;
}

/** The answer in a line. */
export function headline({ subnets, subnet, fit }: AddressPlan): string {
  if (fit.kind === 'too-large') return `${subnet.addresses} addresses in one subnet: more than a /16 has`;
  return `${counted(subnets, 'subnet')} of /${fit.prefix}: ${subnet.addresses} of ${fit.size} addresses needed${subnets === 1 ? '' : ' in each'}`;
}

/** All that the picture shows, for those who hear it. */
function description(plan: AddressPlan): string {
  const each = parts(plan).map(([, label]) => label);
  return (
    `${vpcText(plan)}. ${counted(plan.subnets, 'zone')} with one subnet each; in every subnet: ${each.join(', ')}. ` +
    'Security groups: apps may reach endpoints on TCP 443, and file systems on TCP 2049 and 988.'
  );
}

function vpcText({ subnets, fit }: AddressPlan): string {
  const prefix = fit.kind === 'fits' ? prefixFor(subnets * fit.size) : undefined;
  return prefix === undefined ? 'VPC: subnets of more than one range' : `VPC: /${prefix} or larger`;
}

function parts({ subnet, fit }: AddressPlan): [Part, label: string, addresses: number][] {
  const { mountTargets, endpoints, running, reserved } = subnet;
  const left = fit.kind === 'fits' ? fit.left : 0;
  return [
    ['running', `${running} for apps and jobs`, running],
    ['endpoints', `${endpoints} for interface endpoints`, endpoints],
    ['mount', `${mountTargets} for EFS mount targets`, mountTargets],
    ['reserved', `${reserved} kept by AWS`, reserved],
    ['free', `${left} left free`, left],
  ];
}

/** As wide as its longest line, with what stands before and after it. */
function columnWidth(plan: AddressPlan): number {
  const longest = Math.max(...parts(plan).map(([, label]) => widthOf(label)));
  return Math.max(column.leastWidth, Math.ceil(longest) + 60);
}

function widthOf(label: string): number {
  const digits = label.replaceAll(/\D/g, '').length;
  return digits * digit + (label.length - digits) * letter;
}

function zone(plan: AddressPlan, number: number, x: number, y: number, wide: number): Drawn {
  const size = plan.fit.kind === 'fits' ? plan.fit.size : plan.subnet.addresses;
  const name = plan.fit.kind === 'fits' ? `Subnet /${plan.fit.prefix}, ${size} addresses` : 'Subnet, larger than /16';
  const bar = { x: x + 24, width: wide - 48, y: y + 66, height: 22 };
  let from = bar.x;
  const shares = parts(plan).map(([, , addresses]) => (bar.width * addresses) / size);
  const widths = shares.map((share) => (share > 0 ? Math.max(leastWidth, share) : 0));
  const over = widths.reduce((sum, width) => sum + width, 0) - bar.width;
  const widest = widths.indexOf(Math.max(...widths));
  const drawn = parts(plan).map(([part], at) => {
    const width = (widths[at] ?? 0) - (at === widest ? over : 0);
    from += width;
    return box(from - width, bar.y, width, bar.height, part);
  });
  const legend = parts(plan).flatMap(([part, label], at) => [
    box(bar.x, bar.y + 38 + at * 22, 12, 12, part),
    text(bar.x + 20, bar.y + 49 + at * 22, label, 'label'),
  ]);
  return element('g', {}, [
    box(x, y, wide, column.height, 'zone'),
    text(x + 12, y + 24, `Zone ${number}`, 'strong'),
    box(x + 12, y + 34, wide - 24, column.height - 46, 'subnet'),
    text(bar.x, y + 56, name, 'label'),
    ...drawn,
    box(bar.x, bar.y, bar.width, bar.height, 'outline'),
    ...legend,
  ]);
}

/** Who may reach whom: the apps in the middle, what they reach at either side. */
function securityGroups(x: number, y: number, width: number): Drawn[] {
  const top = y + 24;
  const middle = x + (width - groups.width) / 2;
  const right = x + width - groups.width;
  const group = (at: number, name: string, what: string) => [
    box(at, top, groups.width, groups.height, 'group'),
    text(at + 12, top + 26, name, 'strong'),
    text(at + 12, top + 47, what, 'label'),
  ];
  const arrow = (from: number, to: number, label: string) => {
    const line = top + groups.height / 2;
    const head = to > from ? -8 : 8;
    return [
      element('path', {
        class: 'arrow',
        d: `M${from} ${line}H${to}M${to + head} ${line - 5}L${to} ${line}L${to + head} ${line + 5}`,
      }),
      text((from + to) / 2, line - 8, label, 'label centred'),
    ];
  };
  return [
    text(x, y + 8, 'Security groups', 'strong'),
    ...group(x, 'Endpoints', 'from apps: TCP 443'),
    ...group(middle, 'Apps', 'admits nobody'),
    ...group(right, 'File systems', 'from apps: TCP 2049, 988'),
    ...arrow(middle, x + groups.width, '443'),
    ...arrow(middle + groups.width, right, '2049, 988'),
  ];
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Each pair of colours has a contrast of 4.5 or more where there is text, in light and in dark. */
const style = `
svg{--paper:#fff;--ink:#1f2328;--line:#59636e;--zone:#f6f8fa;--subnet:#fff;--running:#0969da;--endpoints:#8250df;--mount:#1a7f37;--reserved:#6e7781;--free:#eaeef2}
@media(prefers-color-scheme:dark){svg{--paper:#0d1117;--ink:#f0f6fc;--line:#9198a1;--zone:#151b23;--subnet:#0d1117;--running:#4493f8;--endpoints:#ab7df8;--mount:#3fb950;--reserved:#9198a1;--free:#212830}}
text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:var(--ink)}
.strong{font-weight:600}.headline{font-size:19px;font-weight:600}.centred{text-anchor:middle}
.paper{fill:var(--paper)}.vpc{fill:none;stroke:var(--line);stroke-width:1.5}
.zone{fill:var(--zone);stroke:var(--line);stroke-dasharray:5 4}.subnet,.group{fill:var(--subnet);stroke:var(--line)}
.running{fill:var(--running)}.endpoints{fill:var(--endpoints)}.mount{fill:var(--mount)}.reserved{fill:var(--reserved)}.free{fill:var(--free);stroke:var(--line)}
.outline{fill:none;stroke:var(--line)}.arrow{fill:none;stroke:var(--line);stroke-width:1.5}
`;
