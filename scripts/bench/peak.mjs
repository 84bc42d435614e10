/** Preloaded by the bench: writes the process's peak resident memory in MB where FT_BENCH_PEAK says. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.FT_BENCH_PEAK, String(Math.round(process.resourceUsage().maxRSS / 1024))));
