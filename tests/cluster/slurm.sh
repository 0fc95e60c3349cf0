# SPDX-License-Identifier: MIT
# The pipeline under a Slurm of its own on this machine: the same bits as without.
. "$SOURCE/tests/script.sh"
. "$SOURCE/tests/tiny.sh"
PATH=$PATH:/usr/sbin
for program in slurmctld slurmd srun munged; do
    command -v $program >/dev/null || {
        echo "skipped: found no $program; ./setup --cluster brings it"
        exit 77
    }
done
[ "$(id -u)" -eq 0 ] || {
    echo "skipped: slurmd starts jobs for the superuser alone"
    exit 77
}

# ---- a cluster of one node, on ports that nobody else is likely to have ----

port=$((20000 + $$ % 20000))
host=$(hostname -s)
chmod 755 .
mkdir -p state spool munge
head -c 1024 /dev/urandom >munge.key
chmod 600 munge.key
cat >slurm.conf <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$PWD/munge/socket
SlurmUser=root
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd.pid
SlurmctldLogFile=$PWD/slurmctld.log
SlurmdLogFile=$PWD/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
export SLURM_CONF="$PWD/slurm.conf"
stop() {
    for daemon in slurmd slurmctld munge/munged; do
        [ ! -f $daemon.pid ] || kill "$(cat $daemon.pid)" 2>/dev/null
    done
    sleep 0.5
}
trap 'stop; cd / && rm -rf "$folder"' EXIT
munged --force --key-file="$PWD/munge.key" --socket="$PWD/munge/socket" --pid-file="$PWD/munge/munged.pid" \
    --log-file="$PWD/munge/log" --seed-file="$PWD/munge/seed" 2>munged.err &&
    slurmctld -c && slurmd || {
    echo "skipped: Slurm cannot be started here: $(cat munged.err slurmctld.log slurmd.log 2>/dev/null | tail -n 1)"
    exit 77
}
tries=0
until [ "$(sinfo -h -o %t 2>/dev/null)" = idle ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || {
        echo "skipped: no node of this Slurm is up: $(tail -n 1 slurmd.log)"
        exit 77
    }
    sleep 0.1
done

# ---- the same bits; a failure is seen; a run that is cancelled goes on ----

build local -j2 local/tiny/verdicts.csv || fail "without Slurm: $(cat log)"
tables local >expected
build cluster -j8 LAUNCH='srun -n1 -c1 --quiet' cluster/tiny/verdicts.csv || fail "under Slurm: $(cat log)"
tables cluster >found
cmp -s expected found || fail "under Slurm: $(diff expected found | head -4)"
[ "$(grep -c '_job_complete: .* done' slurmctld.log)" -ge 5 ] || fail "less than five jobs: $(tail -n 3 slurmctld.log)"

printf '#!/bin/sh\necho "attack: found no luck, expected some" >&2\nexit 4\n' >programs/attack
build broken -j8 LAUNCH='srun -n1 -c1 --quiet' broken/tiny/verdicts.csv && fail "a failing stage under Slurm"
grep -q 'found no luck' log || fail "a failing stage: $(cat log)"
cp "$BIN/attack" programs/attack

printf '#!/bin/sh\nsleep 0.3\nexec "$(dirname "$0")/attack.real" "$@"\n' >programs/attack
cp "$BIN/attack" programs/attack.real
build cancelled PROGRAM_NAMES='attack attack.real check collect generate predict summarise' -j8 \
    LAUNCH='srun -n1 -c1 --quiet' cancelled/tiny/verdicts.csv &
make=$!
tries=0
until squeue -h 2>/dev/null | grep -q . || [ $tries -gt 100 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
scancel --user=root
wait $make && fail "a cancelled job goes unnoticed"
cp "$BIN/attack" programs/attack
build cancelled -j8 LAUNCH='srun -n1 -c1 --quiet' cancelled/tiny/verdicts.csv || fail "resumed: $(cat log)"
tables cancelled >found
cmp -s expected found || fail "cancelled and resumed: $(diff expected found | head -4)"
finish
