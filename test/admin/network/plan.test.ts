import fc from 'fast-check';
import { addressPlan, type Studio } from '../../../src/admin/network/rules/address-plan';
import { type Demand, demandOf } from '../../../src/admin/network/rules/demand';
import { reservedBySubnet } from '../../../src/admin/network/rules/per-unit';
import { whitepaperSum } from '../../../src/admin/network/rules/whitepaper-sum';

const surroundings = { network: 'ordinary', endpoints: 10, fileSystems: 1, zones: 3, growth: 0 } as const;
/** The whitepaper's example: 100 users of Studio Classic, each with two kinds of kernel instances and a training job. */
const example = demandOf(100, { apps: 2, instanceTypes: 2, training: 1, processing: 0 }, surroundings);

describe("the whitepaper's example", () => {
  it('has its numbers, and tells where its 511 and /22 come from', () => {
    expect(whitepaperSum(addressPlan(example, 'classic'), 100)).toEqual({
      shared: 33,
      sharedInOneSubnet: 11,
      perUser: 5,
      withOneUser: 38,
      users: 500,
      mixed: 511,
      mixedPrefix: 22,
      inAll: 533,
    });
  });

  it('needs 533 addresses in all, 183 in each of three subnets, so three times a /24', () => {
    const { now, subnet, fit } = addressPlan(example, 'classic');
    expect({ now, subnet, fit }).toEqual({
      now: 533,
      subnet: { mountTargets: 1, endpoints: 10, running: 167, reserved: 5, addresses: 183 },
      fit: { kind: 'fits', prefix: 24, size: 256, left: 73 },
    });
  });

  it("takes one address for each app in today's Studio", () => {
    const { now, subnet } = addressPlan(example, 'today');
    expect({ now, running: subnet.running }).toEqual({ now: 433, running: 134 });
  });

  it('takes five addresses for an instance with an Elastic Fabric Adapter, and two without', () => {
    expect(addressPlan({ ...example, network: 'efa' }, 'today').now).toBe(733);
  });

  it('grows by whole things: 10% more than 100 is 110', () => {
    const { then } = addressPlan({ ...example, growth: 10 }, 'today');
    expect(then).toBe(33 + 220 + 220);
  });
});

const number = (most: number, least = 0) => fc.integer({ min: least, max: most });
const demands: fc.Arbitrary<Demand> = fc.record({
  apps: number(100_000),
  classic: fc.record({ servers: number(10_000), kernelInstances: number(10_000) }),
  trainingInstances: number(5_000),
  processingInstances: number(5_000),
  network: fc.constantFrom('ordinary', 'efa'),
  endpoints: number(100),
  fileSystems: number(10),
  zones: number(16, 1),
  growth: number(300),
});
const studios = fc.constantFrom<Studio>('today', 'classic');

describe('any demand', () => {
  it('never needs less in a subnet than what AWS keeps, nor less in all than before growth', () => {
    fc.assert(
      fc.property(demands, studios, (demand, studio) => {
        const { subnet, now, then } = addressPlan(demand, studio);
        expect(subnet.addresses).toBeGreaterThanOrEqual(reservedBySubnet);
        expect(then).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('gets subnets that together hold all of it, with what AWS keeps', () => {
    fc.assert(
      fc.property(demands, studios, (demand, studio) => {
        const { subnet, subnets, then } = addressPlan(demand, studio);
        expect(subnet.addresses * subnets).toBeGreaterThanOrEqual(then + reservedBySubnet * subnets);
        expect((subnet.addresses - 1) * subnets).toBeLessThan(then + reservedBySubnet * subnets);
      }),
    );
  });

  it('gets the smallest prefix that holds it: half of it would be too small, or is less than AWS allows', () => {
    fc.assert(
      fc.property(demands, studios, (demand, studio) => {
        const { subnet, fit } = addressPlan(demand, studio);
        if (fit.kind === 'too-large') {
          expect(subnet.addresses).toBeGreaterThan(65_536);
          return;
        }
        expect(fit.size).toBe(2 ** (32 - fit.prefix));
        expect(fit.left).toBe(fit.size - subnet.addresses);
        expect(fit.left).toBeGreaterThanOrEqual(0);
        if (fit.prefix < 28) expect(fit.size / 2).toBeLessThan(subnet.addresses);
        else expect(fit.prefix).toBe(28);
      }),
    );
  });

  it('needs no more than more of anything, and in a subnet no less than with more zones', () => {
    const more = fc.constantFrom(
      'apps',
      'servers',
      'kernelInstances',
      'trainingInstances',
      'processingInstances',
      'endpoints',
      'fileSystems',
      'growth',
      'zones',
    );
    fc.assert(
      fc.property(demands, studios, more, number(500, 1), (demand, studio, name, by) => {
        const larger: Demand =
          name === 'servers' || name === 'kernelInstances'
            ? { ...demand, classic: { ...demand.classic, [name]: demand.classic[name] + by } }
            : { ...demand, [name]: demand[name] + by };
        const [before, after] = [addressPlan(demand, studio), addressPlan(larger, studio)];
        expect(after.then).toBeGreaterThanOrEqual(before.then);
        if (name === 'zones') expect(after.subnet.addresses).toBeLessThanOrEqual(before.subnet.addresses);
        else expect(after.subnet.addresses).toBeGreaterThanOrEqual(before.subnet.addresses);
      }),
    );
  });

  it('needs no less where training has an Elastic Fabric Adapter', () => {
    fc.assert(
      fc.property(demands, studios, (demand, studio) => {
        const [plain, efa] = (['ordinary', 'efa'] as const).map((network) =>
          addressPlan({ ...demand, network }, studio),
        );
        expect(efa?.then).toBeGreaterThanOrEqual(plain?.then ?? NaN);
        expect(efa?.subnet.addresses).toBeGreaterThanOrEqual(plain?.subnet.addresses ?? NaN);
      }),
    );
  });

  it('that no subnet holds gets as many as hold it', () => {
    const large = { ...example, apps: 100_000, zones: 1 };
    expect(addressPlan(large, 'today').fit).toEqual({ kind: 'too-large', subnetsNeeded: 2 });
  });
});
