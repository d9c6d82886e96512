// Tides answers how high the water stands, from a simple model. Only the standard library.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	server := &http.Server{Addr: ":" + port, Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	go func() {
		<-stop.Done()
		grace, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		_ = server.Shutdown(grace)
	}()
	log.Printf("tides: listening on port %s", port)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]any{"status": "ok"})
	})
	mux.HandleFunc("/tide", func(w http.ResponseWriter, r *http.Request) {
		hour, err := strconv.ParseFloat(r.URL.Query().Get("hour"), 64)
		if err != nil || hour < 0 || hour >= 24 {
			answer(w, http.StatusBadRequest, map[string]any{"error": "hour is a number from 0 to below 24"})
			return
		}
		answer(w, http.StatusOK, map[string]any{"hour": hour, "metres": Height(hour)})
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			answer(w, http.StatusNotFound, map[string]any{"error": "no such page"})
			return
		}
		answer(w, http.StatusOK, map[string]any{"app": "tides", "see": "/tide?hour=6"})
	})
	return mux
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
