//! Edge: pieces of work that have nothing to do with each other, on every processor at once.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// What each piece gives, in the order of the pieces: each processor takes the next as soon as it is free.
///
/// # Panics
/// If one of the pieces does, with what it said.
pub fn each<P: Sync, R: Send>(pieces: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut mine = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { break mine };
            mine.push((at, work(piece)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(pieces.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_pieces() {
        let pieces: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = pieces.iter().map(|piece| piece * 2).collect();
        assert_eq!(each(&pieces, |piece| piece * 2), doubled);
        assert_eq!(each(&[], |piece: &usize| piece * 2), [0; 0]);
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_goes_on_to_whoever_asked() {
        each(&[1, 3, 5, 7, 9], |piece| assert_ne!(*piece, 7, "the seventh"));
    }
}
