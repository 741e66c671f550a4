const WIDTH = 720;
const LABELS = 300;
const ROW = 26;

/** Returns a bar chart as SVG. The bars begin at zero. */
export function barChart(title: string, unit: string, rows: [label: string, value: number][]): string {
  const largest = Math.max(...rows.map(([, value]) => value));
  const bars = rows.map(([label, value], index) => {
    const y = 40 + index * ROW;
    const width = (value / largest) * (WIDTH - LABELS - 90);
    const text = `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ${unit}`;
    return [
      `<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${escapeXml(label)}</text>`,
      `<rect x="${LABELS}" y="${y + 2}" width="${width.toFixed(1)}" height="${ROW - 8}" fill="${color(label)}"/>`,
      `<text x="${LABELS + width + 6}" y="${y + 15}">${text}</text>`,
    ].join('');
  });
  return svg(title, 40 + rows.length * ROW + 10, bars);
}

function svg(title: string, height: number, content: string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13">`,
    '<rect width="100%" height="100%" fill="white"/>',
    `<text x="12" y="24" font-size="15" font-weight="bold">${escapeXml(title)}</text>`,
    ...content,
    '</svg>\n',
  ].join('\n');
}

function color(label: string): string {
  return label.startsWith('this package') ? '#6c47ff' : '#9aa0aa';
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
