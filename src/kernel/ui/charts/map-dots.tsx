import { type GeoPermissibleObjects, geoEqualEarth, geoPath } from 'd3-geo';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { feature } from 'topojson-client';
import type { Text } from '#kernel/text.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';

export interface MapPlace {
  readonly key: string;
  readonly name: Text;
  /** Degrees, east and north positive. */
  readonly longitude: number;
  readonly latitude: number;
  readonly count: number;
  readonly to?: string;
}

export interface MapDotsProps {
  readonly title: Text;
  readonly unit: Text;
  readonly places: readonly MapPlace[];
  readonly foot: Text;
}

const width = 720;
const height = 352;
/** The map is centred on 150° east, so that the date line cuts only the Atlantic. */
const centre = 150;

/** Dots on land without borders, sized by count, with a table beside. No country is coloured. */
export function MapDots({ title, unit, places, foot }: MapDotsProps) {
  const t = useText();
  const [land, setLand] = useState<GeoPermissibleObjects | null>(null);
  useEffect(() => {
    let gone = false;
    void import('world-atlas/land-110m.json').then((module) => {
      const topology = module.default as unknown as Parameters<typeof feature>[0];
      const object = topology.objects.land;
      if (!gone && object) setLand(feature(topology, object) as GeoPermissibleObjects);
    });
    return () => {
      gone = true;
    };
  }, []);
  const projection = useMemo(
    () => geoEqualEarth().rotate([-centre, 0]).fitSize([width, height], { type: 'Sphere' }),
    [],
  );
  const outline = useMemo(() => (land ? geoPath(projection)(land) : null), [land, projection]);
  const most = Math.max(1, ...places.map((place) => place.count));
  const sorted = [...places].sort((a, b) => b.count - a.count);
  return (
    <section className="map-dots card" aria-label={t(title)}>
      <h2>{t(title)}</h2>
      <div className="map-dots-both">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t({ zh: '各地点数量见旁边的表', en: 'The numbers stand in the table beside' })}
        >
          {outline && <path d={outline} className="map-land" />}
          {sorted.map((place) => {
            const at = projection([place.longitude, place.latitude]);
            return (
              at && (
                <circle
                  key={place.key}
                  cx={at[0]}
                  cy={at[1]}
                  r={3 + 11 * Math.sqrt(place.count / most)}
                  className="map-dot"
                />
              )
            );
          })}
        </svg>
        <div className="map-table">
          <table className="plain-table">
            <caption className="for-readers">{t(title)}</caption>
            <thead>
              <tr>
                <th scope="col">{t({ zh: '国家（地区）', en: 'Country (region)' })}</th>
                <th scope="col" className="right">
                  {t(unit)}
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((place) => (
                <tr key={place.key}>
                  <th scope="row">{place.to ? <Link to={place.to}>{t(place.name)}</Link> : t(place.name)}</th>
                  <td className="right figures">{writeNumber(place.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <p className="chart-foot">{t(foot)}</p>
    </section>
  );
}
