;; Pixel kernels of the sandbox renderer, 8-bit planes, SIMD. Assembled by `npx wabt wat2wasm` into kernels.wasm.ts
;; (see kernels.ts for how they are called). Byte counts are multiples of 16 (mixRows, overRow, grainRow) or of 8 (scaleRow).
(module
  (memory (export "memory") 1)

  ;; dst = (a * (256 - w) + b * w + 128) >> 8, w in 0..256: between two rows of a picture, or between two pictures.
  (func (export "mixRows") (param $dst i32) (param $a i32) (param $b i32) (param $w i32) (param $n i32)
    (local $wa v128) (local $wb v128) (local $half v128) (local $end i32) (local $va v128) (local $vb v128)
    (local.set $wa (i16x8.splat (i32.sub (i32.const 256) (local.get $w))))
    (local.set $wb (i16x8.splat (local.get $w)))
    (local.set $half (i16x8.splat (i32.const 128)))
    (local.set $end (i32.add (local.get $dst) (local.get $n)))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $dst) (local.get $end)))
      (local.set $va (v128.load (local.get $a)))
      (local.set $vb (v128.load (local.get $b)))
      (v128.store (local.get $dst)
        (i8x16.narrow_i16x8_u
          (i16x8.shr_u (i16x8.add (local.get $half) (i16x8.add
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $va)) (local.get $wa))
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $vb)) (local.get $wb)))) (i32.const 8))
          (i16x8.shr_u (i16x8.add (local.get $half) (i16x8.add
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $va)) (local.get $wa))
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $vb)) (local.get $wb)))) (i32.const 8))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
      (local.set $a (i32.add (local.get $a) (i32.const 16)))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (br $next))))

  ;; Stretches a row: for each 8 outputs the table holds 64 bytes: source offset (i32, then 12 unused), 16 swizzle
  ;; bytes (8 left neighbours, 8 right ones), 8 x i16 left weights, 8 x i16 right weights (they sum to 256).
  (func (export "scaleRow") (param $dst i32) (param $src i32) (param $table i32) (param $groups i32)
    (local $half v128) (local $end i32) (local $v v128)
    (local.set $half (i16x8.splat (i32.const 128)))
    (local.set $end (i32.add (local.get $dst) (i32.shl (local.get $groups) (i32.const 3))))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $dst) (local.get $end)))
      (local.set $v (i8x16.swizzle
        (v128.load (i32.add (local.get $src) (i32.load (local.get $table))))
        (v128.load offset=16 (local.get $table))))
      (local.set $v (i16x8.shr_u (i16x8.add (local.get $half) (i16x8.add
        (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $v)) (v128.load offset=32 (local.get $table)))
        (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $v)) (v128.load offset=48 (local.get $table))))) (i32.const 8)))
      (v128.store64_lane 0 (local.get $dst) (i8x16.narrow_i16x8_u (local.get $v) (local.get $v)))
      (local.set $dst (i32.add (local.get $dst) (i32.const 8)))
      (local.set $table (i32.add (local.get $table) (i32.const 64)))
      (br $next))))

  ;; One row of a turned picture: bilinear samples along (u, v) += (du, dv), all 16.16 fixed point and already in bounds.
  (func (export "turnRow") (param $dst i32) (param $src i32) (param $stride i32)
    (param $u i32) (param $v i32) (param $du i32) (param $dv i32) (param $n i32)
    (local $end i32) (local $p i32) (local $x i32) (local $y i32) (local $top i32) (local $low i32)
    (local.set $end (i32.add (local.get $dst) (local.get $n)))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $dst) (local.get $end)))
      (local.set $p (i32.add (local.get $src) (i32.add
        (i32.mul (i32.shr_s (local.get $v) (i32.const 16)) (local.get $stride))
        (i32.shr_s (local.get $u) (i32.const 16)))))
      (local.set $x (i32.and (i32.shr_u (local.get $u) (i32.const 8)) (i32.const 255)))
      (local.set $y (i32.and (i32.shr_u (local.get $v) (i32.const 8)) (i32.const 255)))
      (local.set $top (i32.add
        (i32.mul (i32.load8_u (local.get $p)) (i32.sub (i32.const 256) (local.get $x)))
        (i32.mul (i32.load8_u offset=1 (local.get $p)) (local.get $x))))
      (local.set $p (i32.add (local.get $p) (local.get $stride)))
      (local.set $low (i32.add
        (i32.mul (i32.load8_u (local.get $p)) (i32.sub (i32.const 256) (local.get $x)))
        (i32.mul (i32.load8_u offset=1 (local.get $p)) (local.get $x))))
      (i32.store8 (local.get $dst) (i32.shr_u (i32.add (i32.const 32768) (i32.add
        (i32.mul (local.get $top) (i32.sub (i32.const 256) (local.get $y)))
        (i32.mul (local.get $low) (local.get $y)))) (i32.const 16)))
      (local.set $u (i32.add (local.get $u) (local.get $du)))
      (local.set $v (i32.add (local.get $v) (local.get $dv)))
      (local.set $dst (i32.add (local.get $dst) (i32.const 1)))
      (br $next))))

  ;; Lays src over dst by alpha (0..255).
  (func (export "overRow") (param $dst i32) (param $src i32) (param $alpha i32) (param $n i32)
    (local $end i32) (local $full v128) (local $half v128) (local $d v128) (local $s v128) (local $a v128)
    (local $lo v128) (local $hi v128)
    (local.set $full (i16x8.splat (i32.const 256)))
    (local.set $half (i16x8.splat (i32.const 128)))
    (local.set $end (i32.add (local.get $dst) (local.get $n)))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $dst) (local.get $end)))
      (local.set $a (v128.load (local.get $alpha)))
      (if (v128.any_true (local.get $a)) (then
        (local.set $d (v128.load (local.get $dst)))
        (local.set $s (v128.load (local.get $src)))
        (local.set $lo (i16x8.extend_low_i8x16_u (local.get $a)))
        (local.set $hi (i16x8.extend_high_i8x16_u (local.get $a)))
        (local.set $lo (i16x8.add (local.get $lo) (i16x8.shr_u (local.get $lo) (i32.const 7))))
        (local.set $hi (i16x8.add (local.get $hi) (i16x8.shr_u (local.get $hi) (i32.const 7))))
        (v128.store (local.get $dst) (i8x16.narrow_i16x8_u
          (i16x8.shr_u (i16x8.add (local.get $half) (i16x8.add
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $s)) (local.get $lo))
            (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $d)) (i16x8.sub (local.get $full) (local.get $lo))))) (i32.const 8))
          (i16x8.shr_u (i16x8.add (local.get $half) (i16x8.add
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $s)) (local.get $hi))
            (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $d)) (i16x8.sub (local.get $full) (local.get $hi))))) (i32.const 8))))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
      (local.set $src (i32.add (local.get $src) (i32.const 16)))
      (local.set $alpha (i32.add (local.get $alpha) (i32.const 16)))
      (br $next))))

  ;; Adds signed grain, saturating.
  (func (export "grainRow") (param $dst i32) (param $grain i32) (param $n i32)
    (local $end i32) (local $flip v128)
    (local.set $flip (i8x16.splat (i32.const 128)))
    (local.set $end (i32.add (local.get $dst) (local.get $n)))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $dst) (local.get $end)))
      (v128.store (local.get $dst) (v128.xor (local.get $flip) (i8x16.add_sat_s
        (v128.xor (local.get $flip) (v128.load (local.get $dst)))
        (v128.load (local.get $grain)))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
      (local.set $grain (i32.add (local.get $grain) (i32.const 16)))
      (br $next)))))
