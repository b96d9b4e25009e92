//! Which system calls a confined process may make.
//!
//! # Invariants
//! - A reader may do what this list names and nothing else.
//! - A program may not start another, speak to the network, look into other processes, or touch the system's own matters.
//! - A call that is refused answers as if the right to it were missing; it ends nothing.

use super::{ConfineError, Purpose};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, SeccompRule};
use std::collections::BTreeMap;

/// All that a reader needs: its input and output, memory, its own signals, its end.
const GRANTED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_madvise,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_restart_syscall,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// What a program that reads one file never needs.
const REFUSED: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
];

/// Older names of some of them, which newer processors do not have.
#[cfg(target_arch = "x86_64")]
const ALSO_REFUSED: &[i64] = &[libc::SYS_fork, libc::SYS_vfork];
#[cfg(not(target_arch = "x86_64"))]
const ALSO_REFUSED: &[i64] = &[];

/// Filters the calls of this process for good.
pub(super) fn filter(purpose: Purpose) -> Result<(), ConfineError> {
    let refused = SeccompAction::Errno(u32::try_from(libc::EPERM).unwrap_or(1));
    let (listed, otherwise, listed_do) = match purpose {
        Purpose::Reader => (GRANTED.to_vec(), refused, SeccompAction::Allow),
        Purpose::Program => ([REFUSED, ALSO_REFUSED].concat(), SeccompAction::Allow, refused),
    };
    let rules: BTreeMap<i64, Vec<SeccompRule>> = listed.into_iter().map(|call| (call, Vec::new())).collect();
    let wrong = |error| ConfineError::Calls {
        source: seccompiler::Error::Backend(error),
    };
    let architecture = std::env::consts::ARCH.try_into().map_err(wrong)?;
    let filter = SeccompFilter::new(rules, otherwise, listed_do, architecture).map_err(wrong)?;
    let program: BpfProgram = filter.try_into().map_err(wrong)?;
    seccompiler::apply_filter(&program).map_err(|source| ConfineError::Calls { source })
}
