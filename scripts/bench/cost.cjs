/** Required first by the bench of bank sync: writes what a process took, user and system milliseconds and peak resident MB, where FT_BENCH_COST says. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.FT_BENCH_COST, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, mb: Math.round(maxRSS / 1024) }));
});
