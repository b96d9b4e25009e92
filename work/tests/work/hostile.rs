//! Web servers on loopback that do what no server should, one answer written by hand for each path.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What a server does with a request: its head, and the connection.
pub(crate) type Conduct =
    Arc<dyn Fn(String, TcpStream) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// A running server; it ends with the test.
pub(crate) struct Hostile {
    pub(crate) place: SocketAddr,
    asked: Arc<AtomicUsize>,
    running: JoinHandle<()>,
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Hostile {
    /// A server that behaves so.
    pub(crate) async fn behaving<F, W>(conduct: F) -> Self
    where
        F: Fn(String, TcpStream) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let conduct: Conduct = Arc::new(move |head, stream| Box::pin(conduct(head, stream)));
        let running = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let conduct = Arc::clone(&conduct);
                tokio::spawn(async move {
                    let head = head(&mut stream).await;
                    conduct(head, stream).await;
                });
            }
        });
        Self {
            place,
            asked,
            running,
        }
    }

    /// A server that answers each path with these bytes.
    pub(crate) async fn answering(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::behaving(move |head, mut stream| {
            let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
            let answer = answer(&path);
            async move {
                // Who hangs up early has its reasons.
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
        })
        .await
    }

    /// An address on it.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.place)
    }

    /// How often it was connected to.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(read) if read > 0 => head.extend_from_slice(&piece[..read]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// A whole answer.
pub(crate) fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{headers}Connection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A redirect.
pub(crate) fn to(location: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}
