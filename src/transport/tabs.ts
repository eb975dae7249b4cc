export { claimedElsewhere$, tellClaimed } from '#platform';
