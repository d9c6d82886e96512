package main

import "math"

// High water stands 2 m above low water, twice a lunar day of 24.84 h.
const (
	rangeMetres = 2.0
	periodHours = 12.42
)

// Height of the water in metres above low water, at an hour after low water.
func Height(hour float64) float64 {
	metres := rangeMetres / 2 * (1 - math.Cos(2*math.Pi*hour/periodHours))
	return math.Round(metres*100) / 100
}
