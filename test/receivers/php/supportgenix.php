<?php

// Support Genix sends a form: PHP has the fields in $_POST, the custom fields as a nested array.
require __DIR__ . '/understood.php';
only_post();

$event = $_POST['event'] ?? null;
$custom_fields = $_POST['custom_fields'] ?? [];
switch ($event) {
    case 'ticket.created':
        understood([
            'event' => $event,
            'ticket' => $_POST['ticket_track_id'],
            'id' => (int) $_POST['id'],
            'category' => $_POST['category_title'],
            'customer' => $_POST['ticket_user_email'],
            'subject' => $_POST['title'],
            'opened' => (new DateTimeImmutable($_POST['opened_time']))->getTimestamp(),
            'agent' => $_POST['assigned_on'],
            'custom' => $custom_fields,
        ]);
        break;
    case 'ticket.replied':
        understood([
            'event' => $event,
            'ticket' => $_POST['ticket_track_id'],
            'id' => (int) $_POST['id'],
            'customer' => $_POST['ticket_user_email'],
            'subject' => $_POST['title'],
            'author' => $_POST['ticket_replied_user'],
            'text' => $_POST['replied_text'],
        ]);
        break;
    case 'ticket.closed':
        understood([
            'event' => $event,
            'ticket' => $_POST['ticket_track_id'],
            'id' => (int) $_POST['id'],
            'customer' => $_POST['ticket_user_email'],
            'subject' => $_POST['title'],
            'closed' => (new DateTimeImmutable($_POST['closed_time']))->getTimestamp(),
            'custom' => $custom_fields,
        ]);
        break;
    case 'user.created':
        understood([
            'event' => $event,
            'id' => (int) $_POST['id'],
            'name' => $_POST['first_name'] . ' ' . $_POST['last_name'],
            'customer' => $_POST['email'],
            'custom' => $custom_fields,
        ]);
        break;
    default:
        http_response_code(400);
        exit;
}
echo 'OK';
