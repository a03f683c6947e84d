const m = await import('./simulation/run-seed.ts');
await m.runSeed(1);
const c=process.cpuUsage(); let n=0;
for(let s=1;s<=60;s++){await m.runSeed(s);n++}
const d=process.cpuUsage(c); console.log(n/((d.user+d.system)/1e6),'seeds per cpu second');
