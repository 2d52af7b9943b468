"""From a sealed contract to what it reads today: typed changes, compared, applied, chained. Writes nothing."""
