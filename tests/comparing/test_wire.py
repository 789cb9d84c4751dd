"""HTTP as the load reads it."""

from benchmarks.load.wire import Message, Reader, parameters

REQUEST = b"POST /bot1:a/getMe HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
HEAD = b"POST /bot1:a/getMe HTTP/1.1\r\nContent-Length: 5"


def test_a_message_that_comes_byte_by_byte_is_read_whole() -> None:
    reader = Reader()
    found = [message for number in range(len(REQUEST)) for message in reader.feed(REQUEST[number : number + 1])]
    assert found == [Message(HEAD, b"hello")]


def test_two_messages_that_come_at_once_are_two() -> None:
    assert list(Reader().feed(REQUEST + REQUEST)) == [Message(HEAD, b"hello")] * 2


def test_a_body_in_chunks_is_put_together() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
    reader = Reader()
    assert list(reader.feed(head + b"\r\n\r\n5\r\nhello\r\n6;x=1\r\n worl")) == []
    assert list(reader.feed(b"d\r\n0\r\n\r\n")) == [Message(head, b"hello world")]


def test_parameters_are_read_from_json_from_a_form_and_from_parts() -> None:
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="method"\r\n\r\neditMessageText\r\n'
        b'--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        b"S\xc3\xad\r\n--x--\r\n"
    )
    wanted = {"method": "editMessageText", "text": "Sí"}
    assert parameters(_typed(b"application/json", '{"method":"editMessageText","text":"Sí"}'.encode())) == wanted
    assert parameters(_typed(b"application/x-www-form-urlencoded", b"method=editMessageText&text=S%C3%AD")) == wanted
    assert parameters(_typed(b"multipart/form-data; boundary=x", parts)) == wanted


def _typed(kind: bytes, body: bytes) -> Message:
    return Message(b"POST / HTTP/1.1\r\nContent-Type: " + kind, body)
