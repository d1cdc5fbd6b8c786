<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Reading the run</source>
    <translation>Leyendo el entrenamiento</translation>
  </message>
  <message>
    <source>{name}: {old} → {new}</source>
    <translation>{name}: {old} → {new}</translation>
  </message>
  <message>
    <source>See whether the disk is there, and whether you may read the folder.</source>
    <translation>Comprueba que el disco está disponible y que puedes leer la carpeta.</translation>
  </message>
  <message>
    <source>Paused</source>
    <translation>En pausa</translation>
  </message>
  <message>
    <source>Resumed</source>
    <translation>Reanudado</translation>
  </message>
  <message>
    <source>Stopped</source>
    <translation>Detenido</translation>
  </message>
  <message>
    <source>Failed: {reason}</source>
    <translation>Ha fallado: {reason}</translation>
  </message>
  <message>
    <source>{name} is not a number any more.</source>
    <translation>{name} ya no es un número.</translation>
  </message>
  <message>
    <source>It is {value} since step {step:.0f}; before, it was {before}.</source>
    <translation>Vale {value} desde el paso {step:.0f}; antes valía {before}.</translation>
  </message>
  <message>
    <source>A loss is not a number any more, and training stopped.</source>
    <translation>Una pérdida ya no es un número y el entrenamiento se detuvo.</translation>
  </message>
  <message>
    <source>Go on from the last checkpoint with a learning rate ten times smaller; where numbers grow before they are lost, clip the gradients.</source>
    <translation>Continúa desde el último punto de control con una tasa de aprendizaje diez veces menor; si los números crecen antes de perderse, recorta los gradientes.</translation>
  </message>
  <message>
    <source>The gradients of {name} exploded.</source>
    <translation>Los gradientes de {name} han explotado.</translation>
  </message>
  <message>
    <source>Their norm was {first:.3g} at first and {peak:.3g} around step {step:.0f}.</source>
    <translation>Su norma era {first:.3g} al principio y {peak:.3g} en torno al paso {step:.0f}.</translation>
  </message>
  <message>
    <source>Start again with a learning rate ten times smaller, or clip the gradients; weights that were thrown so far seldom come back.</source>
    <translation>Empieza de nuevo con una tasa de aprendizaje diez veces menor o recorta los gradientes; unos pesos arrojados tan lejos rara vez vuelven.</translation>
  </message>
  <message>
    <source>The gradients of {name} vanished: it learns nothing any more.</source>
    <translation>Los gradientes de {name} se han desvanecido: ya no aprende nada.</translation>
  </message>
  <message>
    <source>Their norm was up to {before:.3g} and is {now:.3g} now.</source>
    <translation>Su norma llegó a {before:.3g} y ahora es {now:.3g}.</translation>
  </message>
  <message>
    <source>In a GAN, take the non-saturating loss, or a weaker discriminator; elsewhere, normalise the layers, or use an activation that does not saturate.</source>
    <translation>En una GAN, usa la pérdida no saturante o un discriminador más débil; en otros modelos, normaliza las capas o usa una activación que no se sature.</translation>
  </message>
  <message>
    <source>The model learns its training pictures by heart.</source>
    <translation>El modelo se aprende de memoria las imágenes de entrenamiento.</translation>
  </message>
  <message>
    <source>Since step {step:.0f} the {name} on held-out pictures rose from {lowest:.4g} to {now:.4g}, while on training pictures it fell from {then:.4g} to {trained:.4g}.</source>
    <translation>Desde el paso {step:.0f}, {name} subió de {lowest:.4g} a {now:.4g} en imágenes reservadas, mientras que en las de entrenamiento bajó de {then:.4g} a {trained:.4g}.</translation>
  </message>
  <message>
    <source>Take the moment at step {step:.0f}; train on more pictures, or on changed ones, or make the model smaller.</source>
    <translation>Quédate con el momento del paso {step:.0f}; entrena con más imágenes, o con imágenes modificadas, o haz el modelo más pequeño.</translation>
  </message>
  <message>
    <source>Since step {step:.0f}, {real_name} is {real:.3f} and {fake_name} is {fake:.2g} on average; in a fair game both come near 0.5.</source>
    <translation>Desde el paso {step:.0f}, {real_name} es {real:.3f} y {fake_name} es {fake:.2g} de media; en un juego equilibrado ambos se acercan a 0.5.</translation>
  </message>
  <message>
    <source>Since step {step:.0f}, {name} is {loss:.3g} on average.</source>
    <translation>Desde el paso {step:.0f}, {name} es {loss:.3g} de media.</translation>
  </message>
  <message>
    <source>The discriminator is too strong: it tells real from made without fail.</source>
    <translation>El discriminador es demasiado fuerte: distingue sin fallo lo real de lo generado.</translation>
  </message>
  <message>
    <source>The generator learns little from a judge that is always right. Lower the discriminator's learning rate or let it learn in every second step only; label smoothing, an R1 penalty or changed pictures (augmentation) weaken it too.</source>
    <translation>El generador aprende poco de un juez que siempre acierta. Baja la tasa de aprendizaje del discriminador o deja que aprenda solo en uno de cada dos pasos; el suavizado de etiquetas, una penalización R1 o modificar las imágenes (aumento de datos) también lo debilitan.</translation>
  </message>
  <message>
    <source>Mode collapse: the generator draws few kinds of pictures.</source>
    <translation>Colapso de modos: el generador dibuja pocos tipos de imágenes.</translation>
  </message>
  <message>
    <source>Go back to a moment before step {step:.0f}. Lower both learning rates, weaken the generator or let the discriminator learn more often; an R1 penalty, or the Wasserstein loss with its gradient penalty, collapse less.</source>
    <translation>Vuelve a un momento anterior al paso {step:.0f}. Baja ambas tasas de aprendizaje, debilita el generador o deja que el discriminador aprenda más a menudo; con una penalización R1, o con la pérdida de Wasserstein y su penalización del gradiente, hay menos colapsos.</translation>
  </message>
  <message>
    <source>Samples lie apart by {now:.2f} of what real pictures do; at best it was {best:.2f}.</source>
    <translation>La distancia entre muestras es {now:.2f} veces la que hay entre imágenes reales; llegó a ser {best:.2f}.</translation>
  </message>
  <message>
    <source>{share:.0f} of 100 samples have a twin among the others.</source>
    <translation>{share:.0f} de cada 100 muestras tienen una gemela entre las demás.</translation>
  </message>
  <message>
    <source>{found:.0f} of {total} classes are met among the samples.</source>
    <translation>Entre las muestras aparecen {found:.0f} de {total} clases.</translation>
  </message>
  <message>
    <source>The KL term is {kl:.3g} nats a picture since step {step:.0f}.</source>
    <translation>El término KL es de {kl:.3g} nats por imagen desde el paso {step:.0f}.</translation>
  </message>
  <message>
    <source>{silent} of {count} dimensions carry less than {limit} nats; the best one carries {best:.3g}.</source>
    <translation>{silent} de {count} dimensiones llevan menos de {limit} nats; la mejor lleva {best:.3g}.</translation>
  </message>
  <message>
    <source>Posterior collapse: the decoder draws without looking at z.</source>
    <translation>Colapso del posterior: el decodificador dibuja sin mirar z.</translation>
  </message>
  <message>
    <source>Lower beta, or begin with a small one and raise it slowly while the model trains; a weaker decoder needs z more.</source>
    <translation>Baja beta, o empieza con una pequeña y súbela despacio durante el entrenamiento; un decodificador más débil necesita más z.</translation>
  </message>
  <message>
    <source>{share:.0f} of 100 entries are used by no held-out picture.</source>
    <translation>{share:.0f} de cada 100 entradas no las usa ninguna imagen reservada.</translation>
  </message>
  <message>
    <source>A batch uses {share:.1f} of 100 entries ({name}).</source>
    <translation>Un lote usa {share:.1f} de cada 100 entradas ({name}).</translation>
  </message>
  <message>
    <source>Dead codes: most entries of the codebook are never used.</source>
    <translation>Códigos muertos: la mayoría de las entradas del diccionario no se usa nunca.</translation>
  </message>
  <message>
    <source>Take a smaller codebook (codes), or a moving average that forgets faster (decay), so that unused entries come back to where pictures are.</source>
    <translation>Usa un diccionario más pequeño (codes) o una media móvil que olvide más deprisa (decay), para que las entradas sin uso vuelvan a donde están las imágenes.</translation>
  </message>
  <message>
    <source>{lines} lines of {count} scalars ({megabytes:.0f} MB): opened in {read:.2f} s ({processor:.2f} s of processor time); a view of a curve in {view:.2f} ms; all alarms in {judge:.3f} s; as many points of a TensorBoard file in {tensorboard:.2f} s</source>
    <translation>{lines} líneas de {count} valores ({megabytes:.0f} MB): abiertas en {read:.2f} s ({processor:.2f} s de procesador); una vista de una curva en {view:.2f} ms; todas las alarmas en {judge:.3f} s; otros tantos puntos de un archivo de TensorBoard en {tensorboard:.2f} s</translation>
  </message>
  <message>
    <source>Writing a long log</source>
    <translation>Escribiendo un registro largo</translation>
  </message>
  <message>
    <source>Measure how a run of so many logged steps opens.</source>
    <translation>Mide cuánto tarda en abrirse un entrenamiento con tantos pasos registrados.</translation>
  </message>
  <message>
    <source>Keep a TensorBoard event file of the run in this folder as well.</source>
    <translation>Guarda además en esta carpeta un archivo de eventos de TensorBoard del entrenamiento.</translation>
  </message>
  <message>
    <source>1 of {total} classes is met among the samples.</source>
    <translation>Entre las muestras aparece 1 de {total} clases.</translation>
  </message>
</context>
</TS>
