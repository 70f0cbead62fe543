// A ticket's life, told to Deskhook over HTTP. Go 1.21 or newer, the standard library alone.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const triesMax = 8

type object = map[string]any

type status struct {
	ID   int    `json:"id"`
	Slug string `json:"slug"`
	Name string `json:"name"`
	Base string `json:"base"`
}

var (
	tenant = os.Getenv("DESKHOOK_TENANT")
	client = &http.Client{Timeout: 30 * time.Second}

	open    = status{1, "open", "Open", "in_progress"}
	pending = status{4, "pending", "Pending", "stopped"}
	closed  = status{5, "closed", "Closed", "closed"}
)

func ticket(now status) object {
	requester := object{"id": 45, "name": "John Doe", "email": "john@example.com"}
	return object{"id": 123, "subject": "Cannot log in", "requester": requester, "status": now}
}

// event makes an event: its id is made once, so that every try is the same event.
func event(kind string, data object) object {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		panic(err)
	}
	return object{
		"specversion": "1.0",
		"id":          hex.EncodeToString(id),
		"source":      "/helpdesk/" + tenant,
		"type":        kind,
		"time":        time.Now().UTC().Format(time.RFC3339Nano),
		"data":        data,
	}
}

// statusChange tells the ticket as it is now, and what changed: Deskhook derives ticket.status_changed, ticket.closed and the like.
func statusChange(from, to status) object {
	change := object{"field": "status", "old": from.Slug, "new": to.Slug, "old_base": from.Base}
	return event("ticket.updated", object{"ticket": ticket(to), "changes": []object{change}})
}

type answer struct {
	status     int // 0: there was none
	retryAfter time.Duration
	IDs        []string `json:"ids"`
	Detail     string   `json:"detail"`
	Errors     []struct {
		Pointer string `json:"pointer"`
		Detail  string `json:"detail"`
	} `json:"errors"`
}

// Error tells problem details (RFC 9457): in a batch, /0 is the first event; the good ones of it are stored.
func (a answer) Error() string {
	what := strconv.Itoa(a.status)
	if a.status == 0 {
		what = "no answer:"
	}
	lines := []string{strings.TrimSpace(what + " " + a.Detail)}
	for _, one := range a.Errors {
		lines = append(lines, fmt.Sprintf("  %s: %s", one.Pointer, one.Detail))
	}
	return strings.Join(lines, "\n")
}

func (a answer) isTemporary() bool {
	return a.status == 0 || a.status == 408 || a.status == 425 || a.status == 429 || a.status >= 500
}

// publish returns nil when everything is stored. What Deskhook cannot take now is sent again as it is.
func publish(contentType string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		got := post(contentType, text)
		if got.status == http.StatusAccepted {
			fmt.Println("stored:", strings.Join(got.IDs, ", "))
			return nil
		}
		if !got.isTemporary() {
			return got
		}
		if attempt == triesMax {
			return fmt.Errorf("given up after %d tries: %w", attempt, got)
		}
		wait := got.retryAfter
		if wait == 0 {
			wait = time.Duration(math.Min(math.Pow(2, float64(attempt))/4, 30) * float64(time.Second))
		}
		fmt.Fprintf(os.Stderr, "not stored yet (%v), again in %v\n", got, wait)
		time.Sleep(wait)
	}
}

func post(contentType string, text []byte) answer {
	url := os.Getenv("DESKHOOK_URL") + "/v1/tenants/" + tenant + "/events"
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		return answer{status: 400, Detail: err.Error()}
	}
	request.Header.Set("authorization", "Bearer "+os.Getenv("DESKHOOK_KEY"))
	request.Header.Set("content-type", contentType)
	response, err := client.Do(request)
	if err != nil {
		return answer{Detail: err.Error()}
	}
	defer response.Body.Close()
	got := answer{}
	_ = json.NewDecoder(response.Body).Decode(&got) // a proxy may answer without JSON: then the status says it
	got.status = response.StatusCode
	if seconds, err := strconv.Atoi(response.Header.Get("retry-after")); err == nil {
		got.retryAfter = time.Duration(seconds) * time.Second
	}
	return got
}

func tellLife() error {
	if err := publish("application/cloudevents+json", event("ticket.created", object{"ticket": ticket(open)})); err != nil {
		return err
	}
	author := object{"id": 12, "name": "Jane Agent", "is_agent": true}
	reply := object{"id": 901, "author": author, "text": "We are looking into it."}
	batch := []object{
		statusChange(open, pending),
		event("reply.created", object{"ticket": ticket(pending), "message": reply}),
	}
	if err := publish("application/cloudevents-batch+json", batch); err != nil {
		return err
	}
	return publish("application/cloudevents+json", statusChange(pending, closed))
}

func missing() []string {
	var names []string
	for _, name := range []string{"DESKHOOK_URL", "DESKHOOK_KEY", "DESKHOOK_TENANT"} {
		if os.Getenv(name) == "" {
			names = append(names, name)
		}
	}
	return names
}

func main() {
	if names := missing(); names != nil {
		fmt.Fprintf(os.Stderr, "set %s in the environment: README.md says how\n", strings.Join(names, ", "))
		os.Exit(2)
	}
	if err := tellLife(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
