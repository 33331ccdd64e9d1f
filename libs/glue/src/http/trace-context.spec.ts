import { continueTrace, traceHeaders } from './trace-context.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const GOOD = `00-${TRACE}-${SPAN}-01`;
const STATE = 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE';

describe('continueTrace', () => {
  it.each([
    ['a sampled one', GOOD, '01'],
    ['one that is not sampled', `00-${TRACE}-${SPAN}-00`, '00'],
    ['a later version', `01-${TRACE}-${SPAN}-01`, '01'],
    ['a later version with more fields', `01-${TRACE}-${SPAN}-01-more`, '01'],
    ['one with reserved flags, which it drops', `00-${TRACE}-${SPAN}-ff`, '01'],
    ['the last version there can be', `fe-${TRACE}-${SPAN}-01`, '01'],
  ])('continues %s', (_what, traceparent, flags) => {
    expect(continueTrace({ traceparent })).toEqual({ traceId: TRACE, flags });
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['garbage', 'garbage'],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['a version that is not hex', `0g-${TRACE}-${SPAN}-01`],
    ['a version of one digit', `0-${TRACE}-${SPAN}-01`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a trace id in upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['a parent id in upper case', `00-${TRACE}-${SPAN.toUpperCase()}-01`],
    ['a trace id that is too short', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['a trace id that is too long', `00-0${TRACE}-${SPAN}-01`],
    ['a parent id that is too short', `00-${TRACE}-${SPAN.slice(1)}-01`],
    ['a parent id that is too long', `00-${TRACE}-0${SPAN}-01`],
    ['flags of one digit', `00-${TRACE}-${SPAN}-1`],
    ['flags of three digits', `00-${TRACE}-${SPAN}-001`],
    ['flags that are not hex', `00-${TRACE}-${SPAN}-0x`],
    ['no flags', `00-${TRACE}-${SPAN}`],
    ['other separators', `00_${TRACE}_${SPAN}_01`],
    ['more of a later version without a separator', `01-${TRACE}-${SPAN}-01x`],
    ['more than version 00 has', `${GOOD}-extra`],
    ['version 00 with a dash too many', `${GOOD}-`],
    ['space before it', ` ${GOOD}`],
    ['space after it', `${GOOD} `],
    ['two in one, as Node joins them', `${GOOD}, ${GOOD}`],
    ['two', [GOOD, GOOD]],
  ])('begins a new trace, not sampled, for %s', (_what, traceparent) => {
    const headers = { traceparent, tracestate: STATE };
    const [one, other] = [continueTrace(headers), continueTrace(headers)];
    for (const { traceId, flags, state } of [one, other]) {
      expect(traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect([flags, state]).toEqual(['00', undefined]); // the state belongs to a trace that is lost
      expect(traceId).not.toBe(TRACE);
    }
    expect(one.traceId).not.toBe(other.traceId);
  });

  it.each([
    ['unchanged', STATE, STATE],
    ['up to 512 characters', 'x'.repeat(512), 'x'.repeat(512)],
    ['and none that is longer', 'x'.repeat(513), undefined],
    ['and none that is repeated', ['a=1', 'b=2'], undefined],
  ])('accepts the state %s', (_what, tracestate, state) => {
    expect(continueTrace({ traceparent: GOOD, tracestate }).state).toBe(state);
  });
});

describe('traceHeaders', () => {
  const trace = { traceId: TRACE, flags: '01' };

  it('name the trace, and this call as the parent', () => {
    const { traceparent, ...others } = traceHeaders(trace);
    expect(traceparent).toMatch(new RegExp(`^00-${TRACE}-(?!0{16})[0-9a-f]{16}-01$`));
    expect(others).toEqual({});
  });

  it('give each call a separate span', () => {
    const calls = Array.from({ length: 50 }, () => traceHeaders(trace).traceparent);
    expect(new Set(calls).size).toBe(50);
  });

  it('pass on the state, if there is one', () => {
    expect(traceHeaders({ ...trace, state: STATE }).tracestate).toBe(STATE);
  });

  it.each([
    ['continued', { traceparent: `01-${TRACE}-${SPAN}-01-more`, tracestate: STATE }],
    ['begun', {}],
  ])('continue the trace that was %s here in the next process', (_what, headers) => {
    const here = continueTrace(headers);
    const { traceId, flags, state } = here;
    const there = continueTrace(traceHeaders(here));
    expect([there.traceId, there.flags, there.state]).toEqual([traceId, flags, state]);
    expect(here.traceId).toBe(traceId); // and stays
  });
});
