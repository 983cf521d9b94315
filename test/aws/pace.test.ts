import { Pace } from '../../src/aws/pace';

/** Asks as often as the pace allows, a thousand times a second at most, of who takes so many of a second. */
function asked(pace: Pace, clock: { now: number }, { limit, seconds }: { limit: number; seconds: number }) {
  const came = { answered: 0, throttled: 0 };
  let room = limit;
  for (const end = clock.now + seconds * 1_000; clock.now < end;) {
    const passed = Math.max(1, pace.turn());
    clock.now += passed;
    room = Math.min(limit, room + (passed * limit) / 1_000);
    const how = room < 1 ? 'throttled' : 'answered';
    if (how === 'answered') room -= 1;
    pace.note(how);
    came[how] += 1;
  }
  return came;
}

function pacing() {
  const clock = { now: 1_000_000 };
  return { clock, pace: new Pace(() => clock.now) };
}

test('who is throttled asks as fast as is answered, and little faster', () => {
  const { pace, clock } = pacing();
  asked(pace, clock, { limit: 10, seconds: 3 });
  const { answered, throttled } = asked(pace, clock, { limit: 10, seconds: 100 });
  expect(answered).toBeGreaterThan(950);
  expect(throttled).toBeLessThan(answered / 4);
});

test('who is throttled by chance asks as fast as before', () => {
  const { pace, clock } = pacing();
  let waited = 0;
  for (let call = 0; call < 10_000; call += 1) {
    waited += pace.turn();
    clock.now += 5;
    pace.note(call % 50 === 0 ? 'throttled' : 'answered');
  }
  expect(waited).toBe(0);
});

test('who is not throttled any more asks faster again', () => {
  const { pace, clock } = pacing();
  asked(pace, clock, { limit: 5, seconds: 20 });
  const { answered } = asked(pace, clock, { limit: 200, seconds: 60 });
  expect(answered / 60).toBeGreaterThan(20);
});
