function running(dataFolder: string, serverUrl: string, places: readonly string[]): string {
  return `
联动坐席已启动 · LinkSeat is running

  同步服务器 sync server   ${serverUrl}
  数据文件夹 data folder    ${dataFolder}
  软电话 softphone          模拟（坐席上的“模拟来电”） simulated: “模拟来电” on the desk makes it ring

打开两个坐席并登录 · open both seats and sign in
  12345 坐席 工号 1001（值班长 1003） 110 坐席 工号 2001（值班长 2003） 演示口令 linkseat-demo
  12345 seat: staff number 1001 (lead 1003) · 110 seat: 2001 (lead 2003) · demo password linkseat-demo

${places.map((place) => `  ${place}`).join('\n')}

每个链接只能用一次，按回车给出新链接；输入 s 回车可停止或启动服务器，看断网时坐席怎样工作。
Each link works once; Enter prints new ones. s + Enter stops or starts the server, to see how the seats work without it.
按 Ctrl+C 停止；数据保留，下次启动继续。 Ctrl+C stops all of it; the data stays for the next start.
`;
}

export const sentences = {
  running,
  badArguments: '用法 usage: npm start -- [--port 3110] [--data <文件夹 folder>] [--browser]',
  built: '已构建 built in',
  windowDidNotOpen:
    'Electron 窗口没有打开，坐席改在浏览器中打开。 The Electron window did not open; the seat opens in a browser instead.',
  serverDied:
    '同步服务器意外停止，正在重新启动；坐席照常工作。 The sync server ended by itself and is started again; the seats go on.',
  serverStopped:
    '同步服务器已停止；坐席离线继续受理。再输入 s 回车启动。 Server stopped; the seats go on offline. s + Enter starts it.',
  serverRuns: '同步服务器已启动。 The sync server runs.',
  stopping: '正在停止 stopping …',
  stopped: '已全部停止。 All stopped.',
  seatLocked:
    '坐席数据文件夹正被另一个坐席进程使用，请先停止它。 This seat’s data folder is in use by another seat process; stop that one first.',
  seatKeyWrong:
    '坐席数据的密钥不对，未作任何改动；请放回该文件夹原来的 store.key。 This is not the key of this seat’s data; nothing was changed. Put the folder’s own store.key back.',
  seatDamaged:
    '坐席本地库已损坏，未能修复；损坏的文件都保留在该文件夹内（已移开的名为 seat.db.damaged-…）。请把该文件夹整个移走后再启动。 This seat’s store is damaged and could not be mended. The damaged files are kept in its folder, those put aside as seat.db.damaged-…; move the folder away as a whole and start again.',
} as const;
