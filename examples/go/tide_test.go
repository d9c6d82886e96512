package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestHeightRisesAndFalls(t *testing.T) {
	for hour, want := range map[float64]float64{0: 0, 6.21: 2, 12.42: 0} {
		if got := Height(hour); got != want {
			t.Errorf("Height(%v) = %v, want %v", hour, got, want)
		}
	}
}

func TestPagesAnswer(t *testing.T) {
	for path, want := range map[string]int{
		"/health":      http.StatusOK,
		"/":            http.StatusOK,
		"/tide?hour=6": http.StatusOK,
		"/tide?hour=x": http.StatusBadRequest,
		"/nothing":     http.StatusNotFound,
	} {
		recorder := httptest.NewRecorder()
		routes().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
		if recorder.Code != want {
			t.Errorf("GET %s answered %d, want %d", path, recorder.Code, want)
		}
	}
}
