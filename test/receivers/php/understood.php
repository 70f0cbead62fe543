<?php

/** Keeps what a receiver understood, as one line of JSON, for the test to read. */
function understood(array $what): void
{
    $line = json_encode($what, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    file_put_contents(getenv('RECEIVER_LOG'), $line . "\n", FILE_APPEND | LOCK_EX);
}

/** Answers what is no delivery (the test asks until the server is up). */
function only_post(): void
{
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        http_response_code(405);
        exit;
    }
}
