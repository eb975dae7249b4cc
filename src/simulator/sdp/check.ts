const M_LINE = /^m=(audio|video|application|\S+) (\d+)(?:\/\d+)? (\S+)(?: .+)?$/;

/** What the server objects to in an SDP, or undefined: only the coarse faults that stop it from reading on. */
export function sdpFault(sdp: string): string | undefined {
  if (!sdp.startsWith('v=')) return "Invalid SDP (doesn't start with v=)";
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '');
  const media = lines.find((line) => line.startsWith('m=') && !M_LINE.test(line));
  if (media !== undefined) return `Invalid m= line: ${media}`;
  const complete = ['o=', 's=', 'm='].every((head) => lines.some((line) => line.startsWith(head)));
  return complete ? undefined : 'Missing mandatory lines (o=, s= or m=)';
}
